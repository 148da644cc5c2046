import { rmSync } from "node:fs";
import { join } from "node:path";
import {
  ApiException,
  type CoreV1Api,
  type V1Container,
  type V1ContainerStatus,
  type V1Pod,
} from "@kubernetes/client-node";
import { ContainerRun, type RestartPolicy } from "./container-run";
import type { PodAddresses } from "./pod-addresses";
import type { PodContext } from "./pod-context";
import { podStatus } from "./pod-status";
import { StatusPublisher } from "./status-publisher";

/** What all pods of the node share. */
export interface NodeContext {
  readonly core: CoreV1Api;
  readonly images: string;
  readonly pods: string;
  readonly addresses: PodAddresses;
  readonly log: (line: string) => void;
}

/** Runs one pod from its binding to its removal: init containers in order, then all others, then a graceful end. */
export class PodWorker {
  readonly #context: PodContext;
  readonly #publisher: StatusPublisher;
  readonly #startedAt = new Date();
  readonly #init: ContainerRun[] = [];
  readonly #main: ContainerRun[] = [];
  #initialized = false;
  #ended: "Succeeded" | "Failed" | undefined;
  #terminating: Promise<void> | undefined;

  constructor(
    private pod: V1Pod,
    private readonly node: NodeContext,
  ) {
    const { name = "", namespace = "", uid = "" } = pod.metadata ?? {};
    const folder = join(node.pods, `${namespace}_${name}_${uid}`);
    const log = (line: string): void => node.log(`pod ${namespace}/${name}: ${line}`);
    const { core, images } = node;
    const address = node.addresses.take();
    this.#context = { pod: () => this.pod, namespace, name, address, folder, images, core, log };
    this.#publisher = new StatusPublisher(this.#context, () => this.#status());
    this.#prepare();
  }

  /** Takes a newer version of the pod; a deletion begins the graceful end. */
  see(pod: V1Pod): void {
    this.pod = pod;
    if (pod.metadata?.deletionTimestamp === undefined || this.#terminating !== undefined) return;
    this.#terminating = this.#terminate(pod.metadata.deletionGracePeriodSeconds ?? 30);
    this.#terminating.catch((problem: unknown) => this.#context.log(`termination: ${String(problem)}`));
  }

  /** Runs the pod until nothing of it will run again. */
  async run(): Promise<void> {
    this.#publisher.touch();
    if (!(await this.#initialize())) return this.#finish("Failed");
    this.#initialized = true;
    const codes = await Promise.all(this.#main.map((one) => one.run()));
    await this.#finish(codes.every((code) => code === 0) ? "Succeeded" : "Failed");
  }

  /** The pod is gone from the API: nothing of it may answer any longer. */
  forget(): void {
    this.#publisher.close();
    this.killNow();
    this.node.addresses.giveBack(this.#context.address);
  }

  /** Ends all processes without a word to the API, as a lost node does. */
  killNow(): void {
    for (const one of [...this.#init, ...this.#main]) one.killNow();
  }

  #prepare(): void {
    const { initContainers = [], containers = [], restartPolicy = "Always" } = this.pod.spec ?? {};
    const always = restartPolicy as RestartPolicy;
    const before = [...(this.pod.status?.initContainerStatuses ?? []), ...(this.pod.status?.containerStatuses ?? [])];
    const run = (container: V1Container, policy: RestartPolicy): ContainerRun =>
      new ContainerRun(container, this.#context, policy, () => this.#publisher.touch(), restartsOf(container, before));
    this.#init.push(...initContainers.map((one) => run(one, initPolicy(one, always))));
    this.#main.push(...containers.map((one) => run(one, always)));
  }

  async #initialize(): Promise<boolean> {
    for (const one of this.#init) {
      if (one.container.restartPolicy === "Always") {
        // A sidecar runs beside the others from here on; whether it ends is its own matter.
        void one.run();
        continue;
      }
      const code = await one.run();
      if (code !== 0 || this.#terminating !== undefined) return false;
    }
    return true;
  }

  async #finish(phase: "Succeeded" | "Failed"): Promise<void> {
    for (const sidecar of this.#init) sidecar.killNow();
    this.#ended = phase;
    this.#publisher.touch();
    await this.#publisher.settled();
  }

  async #terminate(graceSeconds: number): Promise<void> {
    await Promise.all(this.#main.map((one) => one.stop(graceSeconds)));
    await Promise.all(this.#init.map((one) => one.stop(graceSeconds)));
    this.#publisher.touch();
    await this.#publisher.settled();
    const { core, namespace, name } = this.#context;
    const uid = this.pod.metadata?.uid ?? "";
    const body = { gracePeriodSeconds: 0, preconditions: { uid } };
    await core.deleteNamespacedPod({ namespace, name, body }).catch((problem: unknown) => {
      if (!(problem instanceof ApiException) || ![404, 409].includes(problem.code)) throw problem;
    });
    for (const { container } of [...this.#init, ...this.#main]) {
      rmSync(join(this.#context.folder, container.name, "pid"), { force: true });
    }
  }

  #status(): ReturnType<typeof podStatus> {
    return podStatus({
      pod: this.pod,
      address: this.#context.address,
      startedAt: this.pod.status?.startTime ?? this.#startedAt,
      init: this.#init.map(({ status }) => status),
      main: this.#main.map(({ status }) => (this.#initialized ? status : waiting(status))),
      initialized: this.#initialized,
      ended: this.#ended,
      now: new Date(),
    });
  }
}

function initPolicy(container: V1Container, policy: RestartPolicy): RestartPolicy {
  if (container.restartPolicy === "Always") return "Always";
  return policy === "Never" ? "Never" : "OnFailure";
}

/** A pod that an earlier kubelet ran starts its containers again, which counts as a restart. */
function restartsOf({ name }: V1Container, before: readonly V1ContainerStatus[]): number {
  const found = before.find((one) => one.name === name);
  const ran = found?.state?.running !== undefined || found?.state?.terminated !== undefined;
  return (found?.restartCount ?? 0) + (ran ? 1 : 0);
}

function waiting(status: V1ContainerStatus): V1ContainerStatus {
  return { ...status, state: { waiting: { reason: "PodInitializing" } } };
}
