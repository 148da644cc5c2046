import type { GateName } from "../plan/gate-name";
import { approvals } from "./gates/approvals";
import { announcement, checklist, documentation, humanValidation, legal } from "./gates/attestations";
import { backup, restoreDrill } from "./gates/backup";
import { bootstrap } from "./gates/bootstrap";
import { failoverDrill, rollbackDrill } from "./gates/drills";
import type { GateJudge, GateQuestion } from "./gates/gate-question";
import type { Judged } from "./gates/judged";
import { goNoGo } from "./gates/go-no-go";
import { issues } from "./gates/issues";
import { loadTest, stressTest, webVitals } from "./gates/load";
import { migration, migrationReview } from "./gates/migration";
import { codeReview, provenance } from "./gates/provenance";
import { rollbackCause } from "./gates/rollback-cause";
import { codeQuality, dependencyScan, imageScan, penetrationTest, staticScan } from "./gates/scans";
import { certificates, configuration } from "./gates/settings";
import { soak } from "./gates/soak";
import { stagingComparison, stagingGreen, stagingSinceRollback } from "./gates/staging";
import { smokeTest, tests } from "./gates/tests";
import { waived } from "./gates/waiver";
import { undecided } from "./verdict";

/** Gates that the life cycle asks for by itself, beside those that a plan can name. */
export type LifeCycleGate = "bootstrap" | "soak" | "staging-since-rollback" | "trust-change";

/** The judge of every gate. A name without a row does not compile. */
export const gateJudges: Readonly<Record<GateName | LifeCycleGate, GateJudge>> = {
  "staging-green": stagingGreen,
  approvals,
  "go-no-go": goNoGo,
  "code-review": codeReview,
  provenance,
  tests,
  "code-quality": codeQuality,
  "static-scan": staticScan,
  "dependency-scan": dependencyScan,
  "image-scan": imageScan,
  "penetration-test": penetrationTest,
  "load-test": loadTest,
  "stress-test": stressTest,
  "web-vitals": webVitals,
  "smoke-test": smokeTest,
  "staging-comparison": stagingComparison,
  issues,
  backup,
  "restore-drill": restoreDrill,
  "failover-drill": failoverDrill,
  "rollback-drill": rollbackDrill,
  migration,
  "migration-review": migrationReview,
  configuration,
  certificates,
  announcement,
  documentation,
  legal,
  "human-validation": humanValidation,
  checklist,
  "rollback-cause": rollbackCause,
  bootstrap,
  soak,
  "staging-since-rollback": stagingSinceRollback,
  "trust-change": ({ trustChange }) => trustChange,
};

/**
 * Judges the named gates. Every name gets exactly one verdict, in the order asked: one that no judge is known for, and one
 * whose judge crashes, is `unknown` and blocks.
 */
export function judgeGates(gates: readonly string[], question: GateQuestion): readonly Judged[] {
  return [...new Set(gates)].map((gate) => ({ ...judgeGate(gate, question), gate }));
}

function judgeGate(gate: string, question: GateQuestion): Judged {
  const judge = Object.hasOwn(gateJudges, gate) ? gateJudges[gate as keyof typeof gateJudges] : undefined;
  if (judge === undefined)
    return undecided(`gate "${gate}": is not known`, "author of the plan: use a gate of docs/reference/plan.md");
  const [problem] = question.evidence.problems;
  if (problem !== undefined) return undecided(problem, "release manager: put the evidence back as it was");
  const { journal } = question;
  if (journal.kind === "unknown")
    return undecided(`gate "${gate}": ${journal.reason}`, "restore the journal that progress names");
  if (journal.kind === "present" && !journal.value.reachesProgress) {
    return undecided(
      `gate "${gate}": the journal was cut, what progress names is not in it`,
      "restore the journal that progress names",
    );
  }
  try {
    return waived(gate, judge(question), question);
  } catch (error) {
    return undecided(
      `gate "${gate}": could not be judged (${error instanceof Error ? error.message : String(error)})`,
      "report this: a judge must never fail",
    );
  }
}
