import type { Plan } from "../../plan/plan";
import { secondsOf } from "../instant";
import { fail } from "../verdict";
import { durationText } from "./duration-text";
import type { GateJudge, GateQuestion } from "./gate-question";
import type { Judged } from "./judged";
import { judgeNewest, together } from "./judge-newest";
import { signCommand } from "./sign-command";

type Wanted = NonNullable<Plan["backup"]>;

/** Every store of the plan was backed up within its recovery point, and the backup was verified and is encrypted. */
export const backup: GateJudge = (question) =>
  eachStore(question, "backup", (store, wanted) =>
    judgeNewest(question, {
      kind: "backup",
      what: `backup of "${store}"`,
      about: store,
      aboutOf: ({ claim }) => claim.store,
      objection: ({ claim, issued }) => {
        if (!claim.verified) return "was not verified";
        if (!claim.encrypted) return "is not encrypted";
        if (claim.bytes === 0) return "is empty";
        if (!(secondsOf(claim.takenAt) <= secondsOf(issued)))
          return `was taken at ${claim.takenAt}, after it was signed`;
        const age = secondsOf(question.now) - secondsOf(claim.takenAt);
        const maximum = Math.max(wanted.everySeconds, wanted.recoveryPointSeconds);
        return age <= maximum
          ? undefined
          : `was taken ${durationText(age)} ago, must be at most ${durationText(maximum)} ago`;
      },
      shows: ({ claim }) => `taken at ${claim.takenAt}, verified`,
      remedy: signCommand("backup", question, { store }),
    }),
  );

/** Every store was restored in a drill, as fast and as whole as the plan's recovery objectives ask. */
export const restoreDrill: GateJudge = (question) =>
  eachStore(question, "restore drill", (store, wanted) =>
    judgeNewest(question, {
      kind: "restore-drill",
      what: `restore drill of "${store}"`,
      about: store,
      aboutOf: ({ claim }) => claim.store,
      objection: ({ claim }) => {
        if (claim.outcome !== "met") return "missed its objectives";
        if (claim.tookSeconds > wanted.recoveryTimeSeconds) {
          return `must take at most ${durationText(wanted.recoveryTimeSeconds)}, got ${durationText(claim.tookSeconds)}`;
        }
        if (claim.lostSeconds > wanted.recoveryPointSeconds) {
          return `may lose at most ${durationText(wanted.recoveryPointSeconds)} of data, got ${durationText(claim.lostSeconds)}`;
        }
        return drillAgeObjection(question, claim.performedAt, wanted.drillEverySeconds);
      },
      shows: ({ claim }) => `restored in ${durationText(claim.tookSeconds)}`,
      remedy: signCommand("restore-drill", question, { store }),
    }),
  );

/** Why a drill is too old, or nothing. It counts from when it was performed, not from when somebody signed for it. */
export function drillAgeObjection(
  { now }: GateQuestion,
  performedAt: string,
  everySeconds: number,
): string | undefined {
  const age = secondsOf(now) - secondsOf(performedAt);
  if (!(age >= 0)) return `is from the future: performed at ${performedAt}`;
  return age <= everySeconds
    ? undefined
    : `was performed ${durationText(age)} ago, must be at most ${durationText(everySeconds)} ago`;
}

function eachStore({ plan }: GateQuestion, what: string, judge: (store: string, wanted: Wanted) => Judged): Judged {
  const wanted = plan.backup;
  if (wanted === undefined || wanted.stores.length === 0) {
    return fail(`${what}: the plan must name the stores, got none`, "author of the plan: describe backup");
  }
  return together(
    wanted.stores.map((store) => judge(store, wanted)),
    `${what}: ${wanted.stores.join(", ")}`,
  );
}
