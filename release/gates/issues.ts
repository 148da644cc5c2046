import type { Evidence } from "../../evidence/evidence";
import type { GateJudge, GateQuestion } from "./gate-question";
import { judgeNewest } from "./judge-newest";
import { limitObjection } from "./limit-objection";
import { provingOf } from "./plan-stage";
import { signCommand } from "./sign-command";

/** Users reported nothing that blocks, no incident is open, and every limit on what people report holds. */
export const issues: GateJudge = (question) =>
  judgeNewest(question, {
    kind: "issues",
    what: "reported issues",
    objection: (evidence) => issuesObjection(question, evidence),
    shows: ({ claim }) => `none blocks between ${claim.from} and ${claim.to}`,
    remedy: signCommand("issues", question),
  });

function issuesObjection({ plan, subject }: GateQuestion, { claim }: Evidence<"issues">): string | undefined {
  if (claim.openIncidents > 0) return `no incident may be open, got ${claim.openIncidents}`;
  if (claim.blocking > 0) return `no issue may block, got ${claim.blocking}`;
  const proving = provingOf(plan, subject.leaves?.phase ?? subject.phase);
  for (const limit of proving?.advanceWhen ?? []) {
    if (limit.kind !== "threshold") continue;
    const value = claim.counts[limit.metric];
    const objection = value === undefined ? undefined : limitObjection(limit, value);
    if (objection !== undefined) return objection;
  }
  return undefined;
}
