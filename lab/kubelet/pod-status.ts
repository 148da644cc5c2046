import type { V1ContainerStatus, V1Pod, V1PodCondition, V1PodStatus } from "@kubernetes/client-node";
import { network } from "../cluster/network";

/** What a pod's status is computed from. */
export interface PodStatusArgs {
  readonly pod: V1Pod;
  readonly address: string;
  readonly startedAt: Date;
  readonly init: readonly V1ContainerStatus[];
  readonly main: readonly V1ContainerStatus[];
  readonly initialized: boolean;
  /** Set once nothing of the pod will run again. */
  readonly ended: "Succeeded" | "Failed" | undefined;
  readonly now: Date;
}

/** Computes the status that the API shows: phase, conditions and containers, all from what really runs. */
export function podStatus(args: PodStatusArgs): V1PodStatus {
  const { pod, address, startedAt, init, main, initialized, ended, now } = args;
  const running = main.length > 0 && main.some(({ state, lastState }) => ran(state) || ran(lastState));
  const containersReady = ended === undefined && main.length > 0 && main.every(({ ready }) => ready);
  const over = ended === "Succeeded" ? "PodCompleted" : "PodFailed";
  const notReady = ended === undefined ? "ContainersNotReady" : over;
  const condition = (type: string, yes: boolean, reason: string): V1PodCondition => {
    const before = pod.status?.conditions?.find((one) => one.type === type);
    const status = yes ? "True" : "False";
    const since = before?.status === status ? before.lastTransitionTime : undefined;
    // The status is patched, so a reason that no longer holds must be taken away by name.
    const why = yes ? null : reason;
    return { type, status, reason: why, lastTransitionTime: since ?? now } as V1PodCondition;
  };
  return {
    phase: ended ?? (initialized && running ? "Running" : "Pending"),
    hostIP: network.nodeAddress,
    hostIPs: [{ ip: network.nodeAddress }],
    podIP: address,
    podIPs: [{ ip: address }],
    startTime: startedAt,
    conditions: [
      condition("PodReadyToStartContainers", ended === undefined, over),
      condition("Initialized", initialized, "ContainersNotInitialized"),
      condition("ContainersReady", containersReady, notReady),
      condition("Ready", containersReady && gatesOpen(pod), containersReady ? "ReadinessGatesNotReady" : notReady),
    ],
    ...(init.length > 0 && { initContainerStatuses: [...init] }),
    containerStatuses: [...main],
  };
}

function ran(state: V1ContainerStatus["state"]): boolean {
  return state?.running !== undefined || state?.terminated !== undefined;
}

/** A pod with readiness gates is ready only when whoever owns them has set every one. */
function gatesOpen({ spec, status }: V1Pod): boolean {
  return (spec?.readinessGates ?? []).every(({ conditionType }) =>
    status?.conditions?.some(({ type, status: is }) => type === conditionType && is === "True"),
  );
}
