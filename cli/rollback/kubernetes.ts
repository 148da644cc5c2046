import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { HoldObject } from "../../contract/hold";
import { valueOf } from "../../release/known";
import { candidateWeight } from "../../situation/kubernetes/candidate-weight";
import { openCluster, type Cluster } from "../../situation/kubernetes/cluster";
import { objectPaths, type ObjectPaths } from "../../situation/kubernetes/object-paths";
import type { RollbackDriver, RollbackOrder, TakenBack } from "./driver";
import { withoutCandidate } from "./without-candidate";

/** Limits, in milliseconds: for the hold, for all of it, between two looks, between two tellings, until the router is written directly. */
const limits = { hold: 1000, all: 5000, look: 100, tell: 1000, direct: 2500 } as const;

const RolloutList = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      status: z.object({ currentPodHash: z.string().optional(), stableRS: z.string().optional() }).optional(),
    }),
  ),
});

/** Kubernetes: the Hold object, then `status.abort` of every Rollout of the system, watched until the router gives the candidate nothing. */
export const kubernetes: RollbackDriver = async (order) => {
  const opened = await openCluster(order.place.context);
  if (opened.kind !== "present") throw new Error(opened.kind === "unknown" ? opened.reason : "there is no cluster");
  const cluster = opened.value;
  const paths = objectPaths(order.place);
  const found = await rolloutsOf(cluster, paths);
  if (found?.every(({ candidate }) => !candidate) === true && found.length > 0) {
    return { hold: "not needed", services: found.map(({ name }) => ({ service: name, percent: 0, problems: [] })) };
  }
  const hold = await closeHold(cluster, paths, order);
  const until = performance.now() + limits.all;
  const services = found?.map(({ name }) => name) ?? order.place.services;
  const taken = services.map((service) => takeBack({ cluster, paths, service, until }));
  return { hold, services: await Promise.all(taken) };
};

/** The Rollouts of the namespace, and whether each has a candidate. Undefined when they cannot be listed in time: then the plan's services stand for them. */
async function rolloutsOf(cluster: Cluster, paths: ObjectPaths) {
  const { answer } = await cluster.get(paths.rollouts, limits.hold);
  const parsed = RolloutList.safeParse(valueOf(answer));
  return parsed.data?.items.map(({ metadata, status }) => ({
    name: metadata.name,
    candidate: status?.currentPodHash === undefined || status.currentPodHash !== status.stableRS,
  }));
}

async function closeHold(cluster: Cluster, paths: ObjectPaths, { reason, at }: RollbackOrder): Promise<string> {
  const now = await cluster.get(paths.hold, limits.hold / 2);
  const held = HoldObject.safeParse(valueOf(now.answer));
  // A hold keeps its time, which is the name that a lifting gives.
  if (held.data?.spec.ceilingPercent === 0) return "held already";
  const { answer } = await cluster.merge(paths.hold, { spec: { ceilingPercent: 0, reason, at } }, limits.hold / 2);
  if (answer.kind === "present") return "written";
  return answer.kind === "unknown" ? answer.reason : "there is no hold object";
}

interface Service {
  readonly cluster: Cluster;
  readonly paths: ObjectPaths;
  readonly service: string;
  /** When to stop, by the clock of this process in milliseconds. */
  readonly until: number;
}

/**
 * Aborts one Rollout and looks until its share is 0. It tells once a second, each time a little differently: a controller older than
 * Argo Rollouts 1.10 can overlook a write that falls into its own. Where it does not answer at all, the router is written directly.
 */
async function takeBack(one: Service): Promise<TakenBack> {
  const router = one.paths.router(one.service);
  const problems = new Set<string>();
  const started = performance.now();
  let percent: number | undefined;
  for (let told = 0; performance.now() < one.until; await sleep(limits.look)) {
    const spent = performance.now() - started;
    if (spent >= told * limits.tell) await note(problems, abort(one, ++told));
    const { answer } = await one.cluster.get(router, limits.hold);
    percent = answer.kind === "present" ? candidateWeight(answer.value) : undefined;
    if (percent === 0) break;
    if (answer.kind === "unknown") problems.add(answer.reason);
    if (answer.kind === "present" && spent >= limits.direct)
      await note(problems, one.cluster.merge(router, withoutCandidate(answer.value), limits.hold));
  }
  return { service: one.service, problems: [...problems], ...(percent === undefined ? {} : { percent }) };
}

function abort({ cluster, paths, service }: Service, time: number): ReturnType<Cluster["merge"]> {
  return cluster.merge(
    `${paths.rollouts}/${service}/status`,
    { status: { abort: true, message: `rolled back by a person (${time})` } },
    limits.hold,
  );
}

async function note(problems: Set<string>, sent: ReturnType<Cluster["merge"]>): Promise<void> {
  const { answer } = await sent;
  if (answer.kind === "unknown") problems.add(answer.reason);
}
