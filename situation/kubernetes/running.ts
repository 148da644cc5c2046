import { z } from "zod";
import { selectorLabels, systemLabels } from "../../contract/object-names";
import type { Running } from "../../release/running";
import type { Place } from "../live";

const Template = z.object({
  spec: z.object({ containers: z.array(z.object({ name: z.string(), image: z.string().optional() })) }),
});
const Rollouts = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).optional() }),
      spec: z.object({ selector: z.object({ matchLabels: z.record(z.string(), z.string()).optional() }).optional() }),
      status: z.object({ stableRS: z.string().optional() }).optional(),
    }),
  ),
});
const ReplicaSets = z.object({
  items: z.array(z.object({ metadata: z.object({ name: z.string() }), spec: z.object({ template: Template }) })),
});
type Rollout = z.infer<typeof Rollouts>["items"][number];
type ReplicaSet = z.infer<typeof ReplicaSets>["items"][number];

/** The lists of a namespace, as the API server answers them. */
export interface RunningLists {
  readonly rollouts: unknown;
  readonly replicaSets: unknown;
}

/**
 * What runs, from the Rollouts of a namespace and their ReplicaSets: `status.stableRS` names the ReplicaSet that serves as stable.
 * A Rollout that this system declared stays for good, with its selector. Throws for lists of another shape.
 */
export function running({ system, services }: Pick<Place, "system" | "services">, lists: RunningLists): Running {
  const sets = ReplicaSets.parse(lists.replicaSets).items;
  const ours = Object.entries(systemLabels(system));
  const own = Rollouts.parse(lists.rollouts).items.filter(({ metadata: { labels = {} } }) =>
    ours.every(([key, value]) => labels[key] === value),
  );
  const stable = own.map((rollout): [string, string | undefined] => [
    rollout.metadata.name,
    stableDigest(rollout, sets),
  ]);
  return {
    stable: Object.fromEntries(stable.filter((entry): entry is [string, string] => entry[1] !== undefined)),
    replaced: own.flatMap((rollout) => replacement(rollout, system, services)),
  };
}

function stableDigest({ metadata: { name }, status }: Rollout, sets: readonly ReplicaSet[]): string | undefined {
  const set = sets.find(({ metadata }) => metadata.name === `${name}-${status?.stableRS ?? ""}`);
  const image = set?.spec.template.spec.containers.find((container) => container.name === name)?.image;
  return image?.includes("@") === true ? image.slice(image.indexOf("@") + 1) : undefined;
}

function replacement(
  { metadata: { name }, spec }: Rollout,
  system: string,
  services: readonly string[],
): readonly string[] {
  if (!services.includes(name))
    return [`service "${name}": runs here and can be neither renamed nor removed, got services ${services.join(", ")}`];
  const [has, wants] = [spec.selector?.matchLabels ?? {}, selectorLabels(system, name)].map(labelText);
  return has === wants ? [] : [`service "${name}": its selector can never change, must stay ${has}, got ${wants}`];
}

const labelText = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(",");
