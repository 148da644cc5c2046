import { setTimeout as sleep } from "node:timers/promises";
import type { V1Probe } from "@kubernetes/client-node";
import { runProbe, type ProbeTarget } from "./probe";

/** A probe that is repeated, and what hears its verdicts. */
export interface ProbeLoopArgs {
  readonly probe: V1Probe;
  readonly target: ProbeTarget;
  readonly signal: AbortSignal;
  /** Called with each change of the verdict, thresholds applied. Answer false to end the loop. */
  readonly verdict: (passed: boolean, failure: string | undefined) => boolean;
  /** Ask again this soon until the first success; a pod then is ready when it answers, not up to a period later. */
  readonly eagerMs?: number;
}

/** Repeats a probe with the period and thresholds of its specification until it is told to end. */
export async function probeLoop({ probe, target, signal, verdict, eagerMs }: ProbeLoopArgs): Promise<void> {
  const periodMs = (probe.periodSeconds ?? 10) * 1000;
  let [successes, failures, everPassed] = [0, 0, false];
  await pause((probe.initialDelaySeconds ?? 0) * 1000, signal);
  while (!signal.aborted) {
    const failure = await runProbe(probe, target);
    if (signal.aborted) return;
    [successes, failures] = failure === undefined ? [successes + 1, 0] : [0, failures + 1];
    if (successes >= (probe.successThreshold ?? 1)) {
      everPassed = true;
      if (!verdict(true, undefined)) return;
    }
    if (failures >= (probe.failureThreshold ?? 3) && !verdict(false, failure)) return;
    await pause(everPassed || eagerMs === undefined ? periodMs : Math.min(eagerMs, periodMs), signal);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
