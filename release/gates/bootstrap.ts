import type { GateJudge } from "./gate-question";
import { judgeNewest } from "./judge-newest";
import { signCommand } from "./sign-command";

/** The version that already runs was named as stable, by somebody who may. */
export const bootstrap: GateJudge = (question) =>
  judgeNewest(question, {
    kind: "bootstrap",
    what: "bootstrap",
    objection: ({ claim }) =>
      claim.stable === question.subject.release.id
        ? undefined
        : `names "${claim.stable}" as stable, must name "${question.subject.release.id}"`,
    shows: ({ claim }) => `"${claim.stable}" runs as stable`,
    remedy: signCommand("bootstrap", question, { stable: question.subject.release.id }),
  });
