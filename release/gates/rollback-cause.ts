import { secondsOf } from "../instant";
import { pass, undecided } from "../verdict";
import type { GateJudge } from "./gate-question";
import { judgeNewest } from "./judge-newest";
import { builtFromAnother } from "./provenance";
import { signCommand } from "./sign-command";

/** The cause of the newest rollback is known and signed, and this release is built from what mends it. */
export const rollbackCause: GateJudge = (question) => {
  const { journal } = question;
  if (journal.kind === "unknown") return undecided(`cause of the rollback: ${journal.reason}`, "restore the journal");
  const rollbacks =
    journal.kind === "present" ? journal.value.holds.filter(({ ceilingPercent }) => ceilingPercent === 0) : [];
  const newest = [...rollbacks].sort((a, b) => secondsOf(b.at) - secondsOf(a.at))[0];
  if (newest === undefined) return pass("cause of the rollback: nothing was rolled back");
  return judgeNewest(question, {
    kind: "rollback-cause",
    what: `cause of the rollback of "${newest.release}"`,
    objection: ({ claim, bound }) => {
      if (claim.heldRelease !== newest.release || claim.heldAt !== newest.at) {
        return `is about the rollback of "${claim.heldRelease}" at ${claim.heldAt}, must be about ${newest.at}`;
      }
      if (bound.source === newest.sourceRevision)
        return `is mended by the very source ${newest.sourceRevision ?? ""} that was rolled back`;
      return builtFromAnother(question, bound.source);
    },
    shows: ({ claim }) => claim.cause,
    remedy: signCommand("rollback-cause", question, { heldRelease: newest.release, heldAt: newest.at }),
  });
};
