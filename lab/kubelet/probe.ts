import { spawn } from "node:child_process";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import type { V1Container, V1Probe } from "@kubernetes/client-node";

/** The outcome of one probe: undefined when it passed, else what a person should read. */
export type ProbeFailure = string | undefined;

/** What a probe or a hook acts on. */
export interface ProbeTarget {
  readonly container: V1Container;
  readonly address: string;
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
}

/** Runs one probe against the pod's real address, or as a process for `exec`. */
export function runProbe(probe: V1Probe, target: ProbeTarget): Promise<ProbeFailure> {
  const timeoutMs = (probe.timeoutSeconds ?? 1) * 1000;
  if (probe.httpGet !== undefined) return httpGet(probe.httpGet, target, timeoutMs);
  if (probe.tcpSocket !== undefined) {
    return connect(probe.tcpSocket.host ?? target.address, portOf(probe.tcpSocket.port, target.container), timeoutMs);
  }
  if (probe.exec !== undefined) return execute(probe.exec.command ?? [], target, timeoutMs);
  return Promise.resolve("this lab runs httpGet, tcpSocket and exec probes only");
}

type HttpGet = NonNullable<V1Probe["httpGet"]>;

/** One request as the kubelet makes it: any answer from 200 to 399 passes. */
export function httpGet(
  action: HttpGet,
  { container, address }: ProbeTarget,
  timeoutMs: number,
): Promise<ProbeFailure> {
  const secure = action.scheme === "HTTPS";
  const headers = Object.fromEntries((action.httpHeaders ?? []).map(({ name, value }) => [name, value]));
  const options = {
    host: action.host ?? address,
    port: portOf(action.port, container),
    path: action.path ?? "/",
    headers: { "user-agent": "kube-probe/1.36", connection: "close", ...headers },
    agent: false as const,
    // The whole answer must come in time, not just each piece of it.
    signal: AbortSignal.timeout(timeoutMs),
    ...(secure && { rejectUnauthorized: false }),
  };
  return new Promise((resolve) => {
    const request = (secure ? https : http).get(options, (answer) => {
      const code = answer.statusCode ?? 0;
      answer.resume();
      answer.once("error", (problem) => resolve(problem.message));
      answer.once("end", () =>
        resolve(code >= 200 && code < 400 ? undefined : `HTTP probe failed with statuscode: ${code}`),
      );
    });
    request.once("error", (problem) => resolve(problem.message));
  });
}

function connect(host: string, port: number, timeoutMs: number): Promise<ProbeFailure> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: timeoutMs });
    const done = (failure: ProbeFailure): void => {
      socket.destroy();
      resolve(failure);
    };
    socket.once("connect", () => done(undefined));
    socket.once("timeout", () => done("timeout"));
    socket.once("error", (problem) => done(problem.message));
  });
}

/** Runs a command beside the container's process, with its environment; it passes when it exits with 0 in time. */
export function execute(command: readonly string[], target: ProbeTarget, timeoutMs: number): Promise<ProbeFailure> {
  const [program = "", ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env: target.env,
      cwd: target.folder,
      stdio: "ignore",
      timeout: timeoutMs,
      killSignal: "SIGKILL",
    });
    child.once("error", (problem) => resolve(problem.message));
    child.once("exit", (code) => resolve(code === 0 ? undefined : `command ended with ${code ?? "a signal"}`));
  });
}

function portOf(port: number | string, container: V1Container): number {
  if (typeof port === "number") return port;
  const named = container.ports?.find(({ name }) => name === port)?.containerPort;
  return named ?? Number(port);
}
