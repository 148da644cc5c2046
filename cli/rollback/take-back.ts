import { oneLine } from "../../contract/one-line";
import { setTimeout as sleep } from "node:timers/promises";
import { candidateWeight } from "../../situation/kubernetes/candidate-weight";
import type { Cluster } from "../../situation/kubernetes/cluster";
import type { ObjectPaths } from "../../situation/kubernetes/object-paths";
import type { TakenBack } from "./driver";
import { withoutCandidate } from "./without-candidate";

/** Limits, in milliseconds: for one request, between two looks, between two tellings, until the router is written directly. */
const limits = { request: 1000, look: 100, tell: 1000, direct: 2500 } as const;

/** One Rollout that is to give its candidate nothing any more. */
export interface Service {
  readonly cluster: Cluster;
  readonly paths: Pick<ObjectPaths, "rollouts" | "router">;
  readonly service: string;
  /** When to stop, by the clock of this process in milliseconds. */
  readonly until: number;
}

/**
 * Aborts one Rollout and looks until its share is 0. It tells once a second, each time a little differently: a controller older than
 * Argo Rollouts 1.10 can overlook a write that falls into its own. Where it does not answer at all, the router is written directly.
 * It never throws: what goes wrong is said with the service, and stops no other one.
 */
export async function takeBack({ cluster, paths, service, until }: Service): Promise<TakenBack> {
  const router = paths.router(service);
  const problems = new Set<string>();
  const attempt = async (change: () => ReturnType<Cluster["merge"]>): Promise<void> => {
    const { answer } = await change();
    if (answer.kind === "unknown") problems.add(answer.reason);
  };
  const started = performance.now();
  let percent: number | undefined;
  for (let told = 0; performance.now() < until; await sleep(limits.look)) {
    const spent = performance.now() - started;
    if (spent >= told * limits.tell) {
      told += 1;
      await attempt(() => cluster.merge(`${paths.rollouts}/${service}/status`, abort(told), limits.request));
    }
    const { answer } = await cluster.get(router, limits.request);
    if (answer.kind === "unknown") problems.add(answer.reason);
    if (answer.kind !== "present") continue;
    try {
      percent = candidateWeight(answer.value);
      if (percent === 0) break;
      const patch = withoutCandidate(answer.value);
      if (spent >= limits.direct) await attempt(() => cluster.merge(router, patch, limits.request));
    } catch (error) {
      percent = undefined;
      problems.add(`router of "${service}": must have weights, got ${oneLine(error)}`);
    }
  }
  return { service, problems: [...problems], ...(percent === undefined ? {} : { percent }) };
}

const abort = (time: number): object => ({ status: { abort: true, message: `rolled back by a person (${time})` } });
