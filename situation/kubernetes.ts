import { oneLine } from "../contract/one-line";
import { HoldObject } from "../contract/hold";
import { Progress, progressObject } from "../contract/progress";
import { absent, present, unknown, type Known } from "../release/known";
import type { Running } from "../release/running";
import { isComplete } from "../release/stage";
import { openCluster, type Cluster, type Read } from "./kubernetes/cluster";
import { candidateWeight } from "./kubernetes/candidate-weight";
import { objectPaths } from "./kubernetes/object-paths";
import { running } from "./kubernetes/running";
import type { Live, LiveReader, Place } from "./live";

/** Kubernetes: progress is a ConfigMap, the hold an object of its own kind, the weight what the router's objects say, the clock the `Date` header of the API server. */
export const kubernetes: LiveReader = async (place) => {
  const opened = await openCluster(place.context);
  return opened.kind === "present" ? readAll(opened.value, place) : nothingRead(opened);
};

async function readAll(cluster: Cluster, place: Place): Promise<Live> {
  const paths = objectPaths(place);
  const [progressRead, holdRead, rollouts, replicaSets, ...routers] = await Promise.all([
    cluster.get(paths.progress),
    cluster.get(paths.hold),
    cluster.get(paths.rollouts),
    cluster.get(paths.replicaSets),
    ...place.services.map((service) => cluster.get(paths.router(service))),
  ]);
  const progress = progressOf(progressRead);
  return {
    progress,
    hold: parsed(holdRead, "hold", (body) => HoldObject.parse(body).spec),
    weight: weightOf(routers, progress),
    running: runningOf(rollouts, replicaSets, place),
    clockSkewSeconds: progressRead.clockSkewSeconds,
  };
}

const progressOf = (read: Read): Known<Progress> =>
  parsed(read, "progress", (body) => {
    const text = (body as { data?: Record<string, string> }).data?.[progressObject.key];
    if (text === undefined) throw new Error(`key "${progressObject.key}" is missing`);
    return Progress.parse(JSON.parse(text));
  });

/** The candidate's weight while a release moves, and what the candidate leaves over once it is the stable one. */
function weightOf(routers: readonly Read[], progress: Known<Progress>): Known<number> {
  const weights: number[] = [];
  for (const read of routers) {
    const weight = parsed(read, "weight", candidateWeight);
    if (weight.kind !== "present") return weight;
    weights.push(weight.value);
  }
  if (weights.length === 0) return absent;
  const isStable = progress.kind === "present" && isComplete(progress.value.phase);
  return present(isStable ? 100 - Math.max(...weights) : Math.min(...weights));
}

function runningOf(rollouts: Read, replicaSets: Read, place: Place): Known<Running> {
  const sets = parsed(replicaSets, "what runs", (body) => body);
  return sets.kind === "present"
    ? parsed(rollouts, "what runs", (body) => running(place, { rollouts: body, replicaSets: sets.value }))
    : sets;
}

function parsed<T>({ answer }: Read, what: string, parse: (body: unknown) => T): Known<T> {
  if (answer.kind !== "present") return answer;
  try {
    return present(parse(answer.value));
  } catch (error) {
    return unknown(`${what} in the cluster is malformed: ${oneLine(error)}`);
  }
}

function nothingRead(reason: Known<never>): Live {
  return { progress: reason, hold: reason, weight: reason, running: reason, clockSkewSeconds: reason };
}
