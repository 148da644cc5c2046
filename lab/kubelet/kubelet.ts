import http from "node:http";
import { CoordinationV1Api, CoreV1Api, ListWatch, Watch, type KubeConfig, type V1Pod } from "@kubernetes/client-node";
import { readKubeconfig } from "../cluster/api-client";
import { network } from "../cluster/network";
import { runFolder } from "../cluster/run-folder";
import { keepLease, registerNode } from "./node";
import { endOrphans } from "./orphans";
import { PodAddresses } from "./pod-addresses";
import { PodWorker, type NodeContext } from "./pod-worker";

const watchRetryMs = 500;
const log = (line: string): void => void process.stdout.write(`${new Date().toISOString()} ${line}\n`);

/** A kubelet whose containers are plain processes: it plays the lab's one node and runs what is bound to it. */
async function runKubelet(path: string): Promise<void> {
  const folder = runFolder(path);
  const config = readKubeconfig(folder.kubeconfigOf("kubelet"));
  const core = config.makeApiClient(CoreV1Api);
  endOrphans(folder.pods);
  const addresses = new PodAddresses();
  const workers = new Map<string, PodWorker>();
  stopWithNode(workers);
  await registerNode(core);
  await keepLease(config.makeApiClient(CoordinationV1Api), log);
  await watchPods(config, core, workers, { core, images: folder.images, pods: folder.pods, addresses, log });
  http.createServer((_request, answer) => answer.end("ok\n")).listen(network.kubeletPort, network.nodeAddress);
}

async function watchPods(
  config: KubeConfig,
  core: CoreV1Api,
  workers: Map<string, PodWorker>,
  node: NodeContext,
): Promise<void> {
  const fieldSelector = `spec.nodeName=${network.node}`;
  const list = (): ReturnType<CoreV1Api["listPodForAllNamespaces"]> => core.listPodForAllNamespaces({ fieldSelector });
  const informer = new ListWatch<V1Pod>("/api/v1/pods", new Watch(config), list, false, undefined, fieldSelector);
  informer.on("add", (pod) => see(pod, workers, node));
  informer.on("update", (pod) => see(pod, workers, node));
  informer.on("delete", (pod) => forget(pod, workers));
  informer.on("error", (problem: unknown) => {
    log(`watch of pods ended: ${String(problem)}`);
    setTimeout(() => void informer.start(), watchRetryMs);
  });
  await informer.start();
}

function see(pod: V1Pod, workers: Map<string, PodWorker>, node: NodeContext): void {
  const uid = pod.metadata?.uid ?? "";
  const known = workers.get(uid);
  if (known !== undefined) return known.see(pod);
  // What has ended before this kubelet saw it stays ended.
  const phase = pod.status?.phase;
  const over = phase === "Succeeded" || phase === "Failed";
  if (over && pod.metadata?.deletionTimestamp === undefined) return;
  const worker = new PodWorker(pod, node);
  workers.set(uid, worker);
  if (!over) worker.run().catch((problem: unknown) => log(`pod ${pod.metadata?.name}: ${String(problem)}`));
  worker.see(pod);
}

function forget(pod: V1Pod, workers: Map<string, PodWorker>): void {
  const uid = pod.metadata?.uid ?? "";
  workers.get(uid)?.forget();
  workers.delete(uid);
}

/** The end of this program is the end of the node: what runs on it goes with it, and nobody tells the API server. */
function stopWithNode(workers: ReadonlyMap<string, PodWorker>): void {
  process.on("SIGTERM", () => {
    for (const worker of workers.values()) worker.killNow();
    process.exit(0);
  });
}

void runKubelet(process.argv[2] ?? "");
