import type { CoreV1Api, V1Pod } from "@kubernetes/client-node";

/** What everything that runs a pod needs to know of it. */
export interface PodContext {
  /** The pod as last seen; its specification never changes in what matters here. */
  readonly pod: () => V1Pod;
  readonly namespace: string;
  readonly name: string;
  readonly address: string;
  /** The pod's own folder: logs, process numbers, volumes. */
  readonly folder: string;
  /** The registry folder of the lab. */
  readonly images: string;
  readonly core: CoreV1Api;
  readonly log: (line: string) => void;
}
