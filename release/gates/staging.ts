import type { Evidence } from "../../evidence/evidence";
import { secondsOf } from "../instant";
import { fail, undecided } from "../verdict";
import { durationText } from "./duration-text";
import type { GateJudge, GateQuestion } from "./gate-question";
import { judgeNewest } from "./judge-newest";
import { signCommand } from "./sign-command";

/** The same artifacts and plan went through the staging phase and held its limits. */
export const stagingGreen: GateJudge = (question) => {
  const { staging } = question.plan;
  if (staging === undefined)
    return fail("staging: must be in the plan, got none", "author of the plan: describe staging");
  return judgeStaging(question, staging.stack, (evidence) => stagingObjection(question, evidence));
};

/** Staging was passed again after the newest rollback, not only before it. */
export const stagingSinceRollback: GateJudge = (question) => {
  const { journal, plan } = question;
  if (journal.kind !== "present")
    return undecided("staging since the rollback: the journal cannot be read", "restore the journal");
  const rollbacks = journal.value.holds.filter(({ ceilingPercent }) => ceilingPercent === 0).map(({ at }) => at);
  const newest = rollbacks.sort((a, b) => secondsOf(b) - secondsOf(a))[0];
  if (newest === undefined)
    return undecided("staging since the rollback: the journal knows no rollback", "restore the journal");
  return judgeStaging(question, plan.staging?.stack ?? "staging", (evidence) =>
    secondsOf(evidence.issued) > secondsOf(newest)
      ? stagingObjection(question, evidence)
      : `was green at ${evidence.issued}, must be green after the rollback at ${newest}`,
  );
};

function judgeStaging(
  question: GateQuestion,
  stack: string,
  objection: (evidence: Evidence<"staging">) => string | undefined,
): ReturnType<GateJudge> {
  return judgeNewest(question, {
    kind: "staging",
    what: `staging on "${stack}"`,
    stack,
    objection,
    shows: ({ claim }) => `green after ${durationText(claim.soakedSeconds)} and ${claim.requests} requests`,
    remedy: `release manager: take the release through "${stack}", then ${signCommand("staging", question, {}, stack)}`,
  });
}

function stagingObjection({ plan: { staging } }: GateQuestion, { claim }: Evidence<"staging">): string | undefined {
  if (claim.outcome !== "green") return "is red";
  if (!claim.limitsHeld) return "did not hold its limits";
  if (staging === undefined) return undefined;
  if (claim.soakedSeconds < staging.soakSeconds) {
    return `must soak for ${durationText(staging.soakSeconds)}, got ${durationText(claim.soakedSeconds)}`;
  }
  if (claim.requests < staging.minimumRequests)
    return `must answer ${staging.minimumRequests} requests, got ${claim.requests}`;
  return claim.checklistPercent >= staging.checklistPercent
    ? undefined
    : `${staging.checklistPercent} % of its checklist must be done, got ${claim.checklistPercent} %`;
}

/** The candidate performs as it did on its baseline, within the plan's margin. */
export const stagingComparison: GateJudge = (question) => {
  const limits = question.plan.phases.flatMap(({ advanceWhen }) =>
    advanceWhen.filter((limit) => limit.kind === "comparison"),
  );
  if (limits.length === 0) {
    return fail(
      "comparison with staging: the plan must name a margin, got none",
      "author of the plan: name the margin under advance when",
    );
  }
  return judgeNewest(question, {
    kind: "staging-comparison",
    what: "comparison with staging",
    objection: ({ claim }) => {
      const objections = limits.flatMap(({ metric, withinPercent }) => {
        const measured = claim.metrics.find((one) => one.metric === metric);
        const objection =
          measured === undefined ? `does not compare ${metric}` : differenceObjection(measured, withinPercent);
        return objection === undefined ? [] : [objection];
      });
      return objections.length === 0 ? undefined : [...new Set(objections)].join("; ");
    },
    shows: ({ claim }) =>
      claim.metrics.map(({ metric, candidate, baseline }) => `${metric} ${candidate} against ${baseline}`).join(", "),
    remedy: signCommand("staging-comparison", question),
  });
};

/** Differences count in both directions: a candidate that answers in no time at all is not doing its work. */
export function differenceObjection(
  { metric, candidate, baseline }: { readonly metric: string; readonly candidate: number; readonly baseline: number },
  withinPercent: number,
): string | undefined {
  const difference = Math.abs(candidate - baseline) * 100;
  return difference <= withinPercent * Math.abs(baseline)
    ? undefined
    : `${metric} must be within ${withinPercent} % of ${baseline}, got ${candidate}`;
}
