import { fail } from "../verdict";
import type { GateJudge } from "./gate-question";
import { judgeNewest, together } from "./judge-newest";
import { isAskedBefore } from "./plan-stage";
import { signCommand } from "./sign-command";

/** The decisions that the plan asks for before this phase were made in time, by the right role, and are a go. */
export const goNoGo: GateJudge = (question) => {
  const asked = question.plan.decisions.filter(({ before }) =>
    isAskedBefore(question.plan, question.subject.phase, before),
  );
  if (asked.length === 0) {
    return fail(
      "go/no-go: must be asked for in the plan, got no decision for this phase",
      "author of the plan: name the decision under decisions",
    );
  }
  const verdicts = asked.map(({ what, role, aheadSeconds }) =>
    judgeNewest(question, {
      kind: "decision",
      what: `decision "${what}"`,
      about: what,
      aboutOf: ({ claim }) => claim.what,
      maximumAgeSeconds: aheadSeconds,
      objection: ({ claim, signer }) => {
        if (!signer.roles.includes(role)) return `is signed by ${signer.name}, must be signed by the role ${role}`;
        return claim.outcome === "go"
          ? undefined
          : `is a no-go${claim.reason === undefined ? "" : ` (${claim.reason})`}`;
      },
      shows: () => "is a go",
      remedy: signCommand("decision", question, { what, outcome: "go" }),
    }),
  );
  return together(verdicts, `go/no-go: ${asked.map(({ what }) => `"${what}"`).join(", ")} are a go`);
};
