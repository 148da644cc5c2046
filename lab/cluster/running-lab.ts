import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { registerImage } from "../images/register-image";
import { orderSupervisor } from "./control-client";
import { childrenOf } from "./host-process";
import type { Finished, Lab } from "./lab";
import { labFolder } from "./labs-folder";
import { isAlive, readOwner, removeLab } from "./lab-owner";
import { enterCommand, systemPath } from "./namespace";
import { network } from "./network";
import { runFolder, type RunFolder } from "./run-folder";
import { kubeconfigThrough, Tunnels } from "./tunnels";

/** Finds a running lab by name; throws when there is none. */
export function findLab(name: string): Lab {
  const folder = runFolder(labFolder(name));
  const owner = readOwner(folder.path);
  if (owner?.init === undefined || !isAlive(owner)) {
    throw new Error(`lab "${name}": is not running; start it with: npm run lab -- up --name ${name}`);
  }
  return describeLab(name, folder, owner.init.pid);
}

/** The lab whose init process is `init`. */
export function describeLab(name: string, folder: RunFolder, init: number): Lab {
  const tunnels = new Tunnels(folder.control);
  const enter: Lab["enter"] = (command, args = [], options = {}) => enterLab(folder, init, [command, ...args], options);
  return {
    name,
    folder: folder.path,
    kubeconfig: folder.kubeconfigOf("admin"),
    kubeconfigOf: folder.kubeconfigOf,
    enter,
    run: (command, args, options) => finish(enter(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] })),
    connect: async (identity) => {
      const port = await tunnels.open(network.nodeAddress, network.apiPort);
      return kubeconfigThrough(folder.kubeconfigOf(identity), port);
    },
    forward: (port, host = network.nodeAddress) => tunnels.open(host, port),
    auditLog: folder.auditLog,
    edge: { host: network.nodeAddress, port: network.edgePort },
    images: { folder: folder.images, register: (image) => registerImage(folder.images, image) },
    stopComponent: (component, signal = "SIGTERM") =>
      orderSupervisor(folder.control, `/${component}/stop?signal=${signal}`),
    startComponent: (component) => orderSupervisor(folder.control, `/${component}/start`),
    logOf: folder.logOf,
    stop: () => {
      tunnels.close();
      return removeLab(folder.path);
    },
  };
}

function enterLab(folder: RunFolder, init: number, command: readonly string[], options: SpawnOptions): ChildProcess {
  const cwd = options.cwd === undefined ? process.cwd() : options.cwd.toString();
  const [program, ...args] = enterCommand(init, cwd, command);
  const given = options.env ?? { ...process.env, KUBECONFIG: folder.kubeconfigOf("admin") };
  // A proxy of the machine cannot be reached from inside, and nothing inside needs one.
  const env = { ...given, PATH: systemPath(given["PATH"]), NO_PROXY: "*", no_proxy: "*" };
  const child = spawn(program, args, { ...options, env });
  const killWrapper = child.kill.bind(child);
  child.kill = (signal = "SIGTERM") => {
    const inner = child.pid === undefined || signal === "SIGKILL" || signal === 9 ? [] : childrenOf(child.pid);
    if (inner.length === 0) return killWrapper("SIGKILL");
    return inner.every((pid) => process.kill(pid, signal));
  };
  return child;
}

async function finish(child: ChildProcess): Promise<Finished> {
  let out = "";
  let err = "";
  child.stdout?.setEncoding("utf8").on("data", (piece: string) => (out += piece));
  child.stderr?.setEncoding("utf8").on("data", (piece: string) => (err += piece));
  const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { code: code ?? (signal === "SIGKILL" ? 137 : 143), out, err };
}
