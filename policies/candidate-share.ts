import { z } from "zod";
import { candidateSuffix } from "../contract/object-names";

/** Something that traffic is sent to, with its weight. The plan's services have a name for each track. */
export const Weighted = z.object({ name: z.string().optional(), weight: z.number().min(0).optional() });
/** Something that traffic is sent to. */
export type Weighted = z.infer<typeof Weighted>;

/** Whether it leads to a candidate. */
export const isCandidate = ({ name = "" }: Weighted): boolean => name.endsWith(candidateSuffix);

/** The share of candidates among weighted entries: whole percent, rounded up, as admission counts it. An entry without a weight has 1. */
export function candidateShare(entries: readonly Weighted[]): number {
  const total = (of: readonly Weighted[]): number => of.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const all = total(entries);
  return all === 0 ? 0 : Math.ceil((total(entries.filter(isCandidate)) * 100) / all);
}
