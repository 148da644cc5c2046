import type { ToSign } from "../../evidence/sign-evidence";
import type { Plan } from "../../plan/plan";
import type { Release } from "../../release/release";
import { writeReport } from "./sample-reports";

/** What evidence is made for: one release that wants to enter one stage of one stack. */
export interface EvidenceContext {
  readonly root: string;
  readonly plan: Plan;
  readonly stack: string;
  readonly phase: string;
  readonly release: Release;
  /** Source revision that the images stand for. */
  readonly revision: string;
  readonly hosts: readonly string[];
}

/** One piece of evidence, and the role of who signs it; `at` tells several people of one role apart. */
export interface Piece {
  readonly role: string;
  readonly at?: number;
  readonly sign: Omit<ToSign, "issued">;
}

/** Makes the pieces for one gate. */
export type Make = (context: EvidenceContext) => readonly Piece[];
type Report = NonNullable<ToSign["report"]>;

/** The moment, RFC 3339 in UTC. */
export const now = (): string => new Date().toISOString();
/** The fields that tie evidence to its subject, by sort of subject. */
export const bounds = ({ plan, stack, phase, release, revision }: EvidenceContext) => {
  const system = plan.system;
  return {
    phase: {
      bound: { system, stack, phase, plan: release.planHash, release: release.id },
      artifacts: release.artifacts,
    },
    release: { bound: { system, stack, plan: release.planHash, release: release.id }, artifacts: release.artifacts },
    staging: {
      bound: { system, stack: plan.staging?.stack ?? "staging", plan: release.planHash },
      artifacts: release.artifacts,
    },
    build: { bound: { system, source: revision }, artifacts: release.artifacts },
    artifacts: { bound: { system }, artifacts: release.artifacts },
    stack: { bound: { system, stack } },
  };
};
/** Writes a raw report and names it in the evidence. */
export const report = (
  { root, release }: EvidenceContext,
  name: string,
  format: Report["format"],
  content: unknown,
): { report: Report } => ({
  report: { path: writeReport(root, `reports/${release.id.slice(0, 10)}-${name}`, content), format },
});
/** One piece, signed by a role. */
export const piece = (role: string, sign: object, at?: number): Piece => ({
  role,
  sign: sign as Piece["sign"],
  ...(at === undefined ? {} : { at }),
});
/** Whether a list of phases covers this one; left out, it covers all. */
export const wants = (list: readonly string[] | undefined, phase: string): boolean =>
  list === undefined || list.includes(phase);
