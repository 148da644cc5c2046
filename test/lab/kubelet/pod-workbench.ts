import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  BatchV1Api,
  CoreV1Api,
  DiscoveryV1Api,
  type V1Container,
  type V1Pod,
  type V1PodSpec,
} from "@kubernetes/client-node";
import { startLab, type Lab } from "../../../lab/cluster/lab";

/** An HTTP server that shows its environment, and is unhealthy while a file exists. */
const server = `
const { createServer } = require("node:http");
const { existsSync } = require("node:fs");
process.on("SIGTERM", () => process.env.STUBBORN || process.exit(0));
createServer((request, answer) => {
  const bad = request.url === "/health" && existsSync(process.env.SICK_FILE || "/nonexistent");
  answer.writeHead(bad ? 503 : 200).end(JSON.stringify(process.env));
}).listen(8080, process.env.HOST);
`;

/** A lab with two test images, and what tests of pods ask of it. */
export interface PodWorkbench {
  readonly lab: Lab;
  readonly core: CoreV1Api;
  readonly batch: BatchV1Api;
  readonly discovery: DiscoveryV1Api;
  /** Image whose containers run a shell; give them `args: ["-c", "…"]`. */
  readonly shell: string;
  /** Image whose containers serve HTTP on port 8080 of the pod's address. */
  readonly web: string;
  readonly create: (name: string, spec: Partial<V1PodSpec>, container?: Partial<V1Container>) => Promise<V1Pod>;
  readonly until: (name: string, test: (pod: V1Pod) => boolean, seconds?: number) => Promise<V1Pod>;
  /** The environment that the pod's server shows, or undefined when nothing answers there. */
  readonly ask: (pod: V1Pod) => Promise<Record<string, string> | undefined>;
}

/** Starts a lab for tests of the kubelet. */
export async function podWorkbench(): Promise<PodWorkbench> {
  const lab = await startLab();
  const config = await lab.connect("admin");
  const core = config.makeApiClient(CoreV1Api);
  const file = join(lab.folder, "server.cjs");
  writeFileSync(file, server);
  const shell = lab.images.register({ name: "test/shell", version: "1", program: "sh" });
  const web = lab.images.register({
    name: "test/web",
    version: "1",
    program: process.execPath,
    args: [file],
    files: [file],
  });
  const namespace = "default";
  return {
    lab,
    core,
    batch: config.makeApiClient(BatchV1Api),
    discovery: config.makeApiClient(DiscoveryV1Api),
    shell,
    web,
    create: (name, spec, container = {}) =>
      core.createNamespacedPod({
        namespace,
        body: {
          metadata: { name, labels: { app: name } },
          spec: {
            terminationGracePeriodSeconds: 2,
            containers: [{ name: "main", image: web, ports: [{ containerPort: 8080 }], ...container }],
            ...spec,
          },
        },
      }),
    until: (name, test, seconds = 30) => until(() => core.readNamespacedPod({ namespace, name }), test, seconds),
    ask: async (pod) => {
      const port = await lab.forward(8080, pod.status?.podIP);
      return fetch(`http://127.0.0.1:${port}/`).then(
        (answer) => answer.json() as Promise<Record<string, string>>,
        () => undefined,
      );
    },
  };
}

/** Reads again and again until the test holds; throws with the last thing read when it never does. */
export async function until<T>(read: () => Promise<T>, test: (value: T) => boolean, seconds: number): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await read();
    if (test(value)) return value;
    if (Date.now() > end) throw new Error(`not reached within ${seconds} s, got ${JSON.stringify(value, null, 1)}`);
    await sleep(50);
  }
}
