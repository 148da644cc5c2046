import { z } from "zod";
import { candidateSuffix } from "../../contract/object-names";

const Backend = z.object({ name: z.string(), weight: z.number().optional() });
const Router = z.object({
  spec: z.object({
    weighted: z.object({ services: z.array(Backend) }).optional(),
    rules: z
      .array(
        z.object({
          matches: z.array(z.object({ headers: z.unknown().optional() })).optional(),
          backendRefs: z.array(Backend).optional(),
        }),
      )
      .optional(),
  }),
});

/**
 * The share that a TraefikService or an HTTPRoute sends to the candidate, in percent. Both read a missing weight as 1.
 * A rule that asks for a header leads people who ask, not a share of the traffic, and is left out. Throws when the object has no weights at all.
 */
export function candidateWeight(router: unknown): number {
  const { weighted, rules = [] } = Router.parse(router).spec;
  const lists = [
    ...(weighted === undefined ? [] : [weighted.services]),
    ...rules
      .filter(({ matches = [] }) => !matches.some(({ headers }) => headers !== undefined))
      .map(({ backendRefs = [] }) => backendRefs),
  ];
  const shares = lists.filter((backends) => backends.length > 0).map(share);
  if (shares.length === 0) throw new Error("the router has no weights");
  return Math.max(...shares);
}

function share(backends: readonly z.infer<typeof Backend>[]): number {
  const weightOf = ({ weight = 1 }: z.infer<typeof Backend>): number => weight;
  const all = backends.reduce((sum, backend) => sum + weightOf(backend), 0);
  const candidate = backends
    .filter(({ name }) => name.endsWith(candidateSuffix))
    .reduce((sum, backend) => sum + weightOf(backend), 0);
  return all === 0 ? 0 : (100 * candidate) / all;
}
