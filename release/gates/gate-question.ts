import type { EvidenceSet } from "../../evidence/evidence";
import type { Plan } from "../../plan/plan";
import type { Instant } from "../instant";
import type { Journal } from "../journal";
import type { Known } from "../known";
import type { Profile } from "../progress";
import type { Release } from "../release";
import type { Stage } from "../stage";
import type { Verdict } from "../verdict";
import type { Judged } from "./judged";

/** What a gate is asked about: one release that wants to enter one stage of one stack. */
export interface GateSubject {
  readonly system: string;
  readonly stack: string;
  readonly phase: Stage;
  readonly release: Release;
  readonly profile: Profile;
  /** Whether the stage runs a step that cannot be undone. */
  readonly irreversible: boolean;
  /** The phase that is left and since when its share was held, when a phase is left. */
  readonly leaves?: { readonly phase: Stage; readonly since: Instant };
}

/** What the trust lets happen that the plan cannot decide: who may waive what. */
export interface WaiverRule {
  /** Gates that may be waived. */
  readonly gates: readonly string[];
  /** Roles, one of which the signer must hold. */
  readonly roles: readonly string[];
  /** How long a waiver may count at most, never more than seven days. */
  readonly atMostSeconds: number;
}

/** Everything a gate may know. */
export interface GateQuestion {
  readonly plan: Plan;
  readonly subject: GateSubject;
  readonly evidence: EvidenceSet;
  readonly journal: Known<Journal>;
  readonly waivers: readonly WaiverRule[];
  /** The person of the trust whom a commit's author name or address means; the name itself when the trust knows nobody. */
  readonly personOf: (author: string) => string;
  /** Metrics that people report rather than a series shows. */
  readonly isReported: (metric: string) => boolean;
  /** Whether the change of the trust since progress was written holds; it needs keys that only readers of signatures have. */
  readonly trustChange: Verdict;
  readonly now: Instant;
}

/** Judges one gate. It may throw: the caller blocks then. */
export type GateJudge = (question: GateQuestion) => Judged;
