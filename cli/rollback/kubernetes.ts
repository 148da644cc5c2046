import { z } from "zod";
import { HoldObject } from "../../contract/hold";
import { valueOf } from "../../release/known";
import { openCluster, type Cluster } from "../../situation/kubernetes/cluster";
import { objectPaths, type ObjectPaths } from "../../situation/kubernetes/object-paths";
import type { RollbackDriver, RollbackOrder } from "./driver";
import { takeBack } from "./take-back";

/** Limits, in milliseconds: for the hold, and for all of it. */
const limits = { hold: 1000, all: 5000 } as const;

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
