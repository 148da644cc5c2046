import type { Plan } from "../../plan/plan";
import { secondsOf } from "../instant";
import { fail, pass } from "../verdict";
import type { GateJudge, GateQuestion } from "./gate-question";
import { judgeNewest, together } from "./judge-newest";
import { isAskedBefore } from "./plan-stage";
import { signCommand } from "./sign-command";

type Announcement = Plan["announcements"][number];

/** The announcements that are due before this phase were sent, on every channel of theirs. */
export const announcement: GateJudge = (question) => {
  const due = question.plan.announcements.filter((one) => isDueBefore(one, question));
  if (due.length === 0) return pass("announcement: none is due before this phase");
  const verdicts = due.map(({ what, channels }) =>
    judgeNewest(question, {
      kind: "announcement",
      what: `announcement "${what}"`,
      about: what,
      aboutOf: ({ claim }) => claim.what,
      objection: ({ claim }) => missing("was not sent on", channels, claim.channels),
      shows: ({ claim }) => `sent at ${claim.sentAt}`,
      remedy: signCommand("announcement", question, { what }),
    }),
  );
  return together(verdicts, `announcement: ${due.length} were sent`);
};

/**
 * What is told before a phase is due before it, what is told before the release is due before its first phase, and what is
 * told on a day is due once that day has begun.
 */
function isDueBefore({ when }: Announcement, { plan, subject, now }: GateQuestion): boolean {
  if (when.kind === "date") return secondsOf(`${when.fromDate}T00:00:00Z`) <= secondsOf(now);
  if (when.kind !== "before") return false;
  const before = when.phase ?? plan.phases[0]?.name;
  return before !== undefined && isAskedBefore(plan, subject.phase, [before]);
}

/** Every document that the plan names is present for this release. */
export const documentation: GateJudge = (question) => {
  const { documents } = question.plan;
  if (documents.length === 0)
    return fail("documentation: the plan must name the documents, got none", "author of the plan: name the documents");
  return judgeNewest(question, {
    kind: "documentation",
    what: "documentation",
    objection: ({ claim }) =>
      missing(
        "misses",
        documents,
        claim.documents.map(({ name }) => name),
      ),
    shows: () => `${documents.length} documents are present`,
    remedy: signCommand("documentation", question),
  });
};

/** Every legal item of the plan was confirmed. */
export const legal: GateJudge = (question) => {
  const items = question.plan.legal;
  if (items.length === 0)
    return fail("legal: the plan must name the items, got none", "author of the plan: name the items under legal");
  const verdicts = items.map((item) =>
    judgeNewest(question, {
      kind: "legal",
      what: `legal item "${item}"`,
      about: item,
      aboutOf: ({ claim }) => (claim.confirmed.includes(item) ? item : ""),
      objection: () => undefined,
      shows: () => "confirmed",
      remedy: signCommand("legal", question, { confirmed: item }),
    }),
  );
  return together(verdicts, `legal: ${items.length} items are confirmed`);
};

/** A person tried the release and found that it does what was asked for. */
export const humanValidation: GateJudge = (question) =>
  judgeNewest(question, {
    kind: "human-validation",
    what: "human validation",
    objection: ({ claim }) => (claim.outcome === "accepted" ? undefined : `is a rejection (${claim.tried})`),
    shows: ({ claim }) => `accepted after trying ${claim.tried}`,
    remedy: signCommand("human-validation", question, { outcome: "accepted" }),
  });

/** The checklist of the system is complete: something was done, and nothing is open. */
export const checklist: GateJudge = (question) =>
  judgeNewest(question, {
    kind: "checklist",
    what: "checklist",
    objection: ({ claim }) => {
      if (claim.open.length > 0)
        return `is open in ${claim.open.slice(0, 5).join(", ")}${claim.open.length > 5 ? " and more" : ""}`;
      return claim.done.length > 0 ? undefined : "names nothing that was done";
    },
    shows: ({ claim }) => `${claim.done.length} items are done`,
    remedy: signCommand("checklist", question),
  });

function missing(phrase: string, wanted: readonly string[], found: readonly string[]): string | undefined {
  const left = wanted.filter((name) => !found.includes(name));
  return left.length === 0 ? undefined : `${phrase} ${left.join(", ")}`;
}
