import { request } from "node:http";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { KubeConfig } from "@kubernetes/client-node";

/** Listeners on 127.0.0.1 of this machine, each leading to one address inside a lab. */
export class Tunnels {
  readonly #ports = new Map<string, Promise<number>>();
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();

  constructor(private readonly control: string) {}

  /** Opens a tunnel, or answers the port of the one that leads there already. */
  open(host: string, port: number): Promise<number> {
    const target = `${host}:${port}`;
    const known = this.#ports.get(target) ?? this.#listen(target);
    this.#ports.set(target, known);
    return known;
  }

  /** Ends all tunnels and what goes through them. */
  close(): void {
    for (const server of this.#servers) server.close();
    for (const socket of this.#sockets) socket.destroy();
    this.#ports.clear();
  }

  #listen(target: string): Promise<number> {
    const server = createServer((socket) => this.#join(socket, target));
    this.#servers.push(server);
    // A tunnel that nobody closed must not keep a finished program from ending.
    server.unref();
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
    });
  }

  #join(socket: Socket, target: string): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    socket.on("error", () => undefined);
    socket.pause();
    const asked = request({ socketPath: this.control, method: "CONNECT", path: target });
    asked.once("error", () => socket.destroy());
    asked.once("connect", (_answer, inside) => {
      inside.on("error", () => socket.destroy());
      inside.on("close", () => socket.destroy());
      socket.on("close", () => inside.destroy());
      socket.pipe(inside).pipe(socket);
    });
    asked.end();
  }
}

/** The kubeconfig at `path`, its server replaced by the tunnel's end on this machine. */
export function kubeconfigThrough(path: string, port: number): KubeConfig {
  const config = new KubeConfig();
  config.loadFromFile(path);
  config.clusters = config.clusters.map((cluster) => ({ ...cluster, server: `https://127.0.0.1:${port}` }));
  return config;
}
