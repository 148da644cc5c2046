import { once } from "node:events";
import https from "node:https";
import type { IncomingMessage } from "node:http";
import { createInterface } from "node:readline";
import type { Lab } from "../../lab/cluster/lab";
import { candidateWeight } from "../../situation/kubernetes/candidate-weight";

/** One state of a router that the API server has told of. */
export interface SeenWeight {
  readonly router: string;
  readonly percent: number;
  /** When we heard of it: milliseconds since the epoch. */
  readonly at: number;
}

/** Hears every share that the routers of a namespace give to the candidate. */
export interface WeightWatch {
  readonly seen: readonly SeenWeight[];
  /** The share of the last states, the highest of all routers; 0 before there is any. Throws when the watch has broken. */
  readonly latest: () => number;
  readonly stop: () => void;
}

interface Told {
  readonly type: string;
  readonly object: { readonly metadata: { readonly name: string } };
}

/** Watches the TraefikServices of a namespace: the API server tells of each state of each of them, in order and without a gap. */
export async function watchWeights(lab: Lab, namespace: string): Promise<WeightWatch> {
  const seen: SeenWeight[] = [];
  const config = await lab.connect("admin");
  const base: https.RequestOptions = {};
  await config.applyToHTTPSOptions(base);
  const path = `/apis/traefik.io/v1alpha1/namespaces/${namespace}/traefikservices?watch=true`;
  const request = https.get(new URL(path, config.getCurrentCluster()?.server), base);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  let ended = "";
  const lines = createInterface({ input: response });
  for (const stream of [request, lines]) stream.on("error", (error: Error) => (ended = error.message));
  lines.on("close", () => (ended ||= "its end"));
  lines.on("line", (line) => {
    const { type, object } = JSON.parse(line) as Told;
    if (type === "ADDED" || type === "MODIFIED")
      seen.push({ router: object.metadata.name, percent: candidateWeight(object), at: Date.now() });
    else if (type === "ERROR") ended = line;
  });
  return {
    seen,
    latest: () => {
      if (ended !== "") throw new Error(`watch on the routers: must stand, got ${ended}`);
      return Math.max(0, ...new Map(seen.map(({ router, percent }) => [router, percent])).values());
    },
    stop: () => {
      request.destroy();
    },
  };
}
