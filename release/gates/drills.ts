import type { Evidence } from "../../evidence/evidence";
import { fail } from "../verdict";
import { drillAgeObjection } from "./backup";
import { durationText } from "./duration-text";
import type { GateJudge, GateQuestion } from "./gate-question";
import { judgeNewest } from "./judge-newest";
import { signCommand } from "./sign-command";

/** A rollback was rehearsed recently and was as fast as the plan asks. */
export const rollbackDrill: GateJudge = (question) => {
  const { withinSeconds, drillEverySeconds } = question.plan.rollback;
  return judgeDrill(question, "rollback-drill", "rollback drill", withinSeconds, drillEverySeconds);
};

/** A failover was rehearsed recently and met the recovery time of the plan. */
export const failoverDrill: GateJudge = (question) => {
  const { backup } = question.plan;
  if (backup === undefined)
    return fail("failover drill: the plan must name a recovery time, got none", "author of the plan: describe backup");
  return judgeDrill(question, "failover-drill", "failover drill", backup.recoveryTimeSeconds, backup.drillEverySeconds);
};

function judgeDrill(
  question: GateQuestion,
  kind: "rollback-drill" | "failover-drill",
  what: string,
  withinSeconds: number,
  everySeconds: number,
): ReturnType<GateJudge> {
  return judgeNewest(question, {
    kind,
    what,
    objection: ({ claim }: Evidence<typeof kind>) => {
      if (claim.outcome !== "met") return "missed its objective";
      if (claim.tookSeconds > withinSeconds)
        return `must take at most ${durationText(withinSeconds)}, got ${durationText(claim.tookSeconds)}`;
      return drillAgeObjection(question, claim.performedAt, everySeconds);
    },
    shows: ({ claim }: Evidence<typeof kind>) => `took ${durationText(claim.tookSeconds)}`,
    remedy: signCommand(kind, question),
  });
}
