import type { Evidence } from "../../evidence/evidence";
import type { Plan } from "../../plan/plan";
import { fail, pass, undecided, type Verdict } from "../verdict";
import { authorsOf } from "./authors";
import { candidates } from "./candidates";
import type { GateJudge, GateQuestion } from "./gate-question";
import { usedEvidence, type Judged } from "./judged";
import { noneCounts, removedVerdict, together } from "./judge-newest";
import { isAskedBefore } from "./plan-stage";
import { signCommand } from "./sign-command";

type Approval = Evidence<"approval">;
type Asked = Plan["approvals"][number];

/**
 * Every role that the plan names for this phase has approved. Duties are separated by person, over all keys: whoever wrote
 * the release approves nothing, and nobody approves for two roles.
 */
export const approvals: GateJudge = (question) => {
  const asked = question.plan.approvals.filter(({ before }) =>
    isAskedBefore(question.plan, question.subject.phase, before),
  );
  if (asked.length === 0) {
    return fail(
      "approvals: must be asked of one role or more, got none for this phase",
      "author of the plan: name the roles under approvals",
    );
  }
  const authors = authorsOf(question);
  if (authors.kind === "unknown") {
    return undecided(
      `approvals: the author of the release is not known, ${authors.reason}`,
      signCommand("provenance", question),
    );
  }
  const roles = asked.map((one) => ({ one, signed: signedFor(one, question, authors.people) }));
  const verdicts = roles.map(({ one, signed }) => signed.verdict ?? countVerdict(one, signed.approvals, question));
  const people = roles.map(({ one, signed }) => ({
    role: one,
    people: signed.approvals.map(({ signer }) => signer.name),
  }));
  // Whether roles have people of their own can only be asked once each has people enough.
  const separate = verdicts.every(({ status }) => status === "pass") ? separation(people) : undefined;
  const extra = extraSignatures(
    question,
    roles.flatMap(({ signed }) => signed.approvals),
  );
  return together(
    [...verdicts, ...(separate === undefined ? [] : [separate]), ...(extra === undefined ? [] : [extra])],
    `approvals: ${asked.map(({ role }) => role).join(", ")} approved`,
  );
};

interface SignedFor {
  readonly approvals: readonly Approval[];
  /** Set when the role cannot be judged by counting. */
  readonly verdict?: Verdict;
}

function signedFor(asked: Asked, question: GateQuestion, authors: readonly string[]): SignedFor {
  const what = `approval of ${asked.role}`;
  const found = candidates(question, {
    kind: "approval",
    about: asked.role,
    aboutOf: ({ claim }) => claim.role,
    maximumAgeSeconds: asked.validSeconds,
  });
  const gone = removedVerdict(found, what);
  if (gone !== undefined) return { approvals: [], verdict: gone };
  const byOthers = found.counting.filter(({ signer }) => !authors.includes(signer.name));
  if (byOthers.length > 0) return { approvals: byOthers };
  const remedy = signCommand("approval", question, { role: asked.role });
  const [own] = found.counting;
  const verdict =
    own === undefined
      ? noneCounts(found, what, remedy)
      : fail(`${what}: is signed by ${own.signer.name}, who is the author of the release`, remedy);
  return { approvals: [], verdict };
}

function countVerdict(asked: Asked, signed: readonly Approval[], question: GateQuestion): Judged {
  const people = new Set(signed.map(({ signer }) => signer.name));
  if (people.size >= Math.max(1, asked.people)) {
    const evidence = signed.map((one) => usedEvidence(one, asked.validSeconds));
    return { ...pass(`approval of ${asked.role}: by ${[...people].join(", ")}`), evidence };
  }
  return fail(
    `approval of ${asked.role}: must be signed by ${asked.people} different people, got ${people.size} (${[...people].join(", ")})`,
    signCommand("approval", question, { role: asked.role }),
  );
}

/** Whether every role can be given people of its own: a person who signed for two roles counts for one of them. */
function separation(
  roles: readonly { readonly role: Asked; readonly people: readonly string[] }[],
): Verdict | undefined {
  const seats = roles.flatMap(({ role, people }) =>
    people.length === 0 ? [] : Array.from({ length: Math.max(1, role.people) }, () => ({ role: role.role, people })),
  );
  const seated = new Map<string, number>();
  for (const [index, { role, people }] of seats.entries()) {
    if (people.length > 0 && !seat(index, seats, seated, new Set())) {
      return fail(
        `approvals: every role must be signed by people of its own, got too few different people for ${role} (${[...new Set(people)].join(", ")})`,
        `another person with the role ${role}: sign the approval`,
      );
    }
  }
  return undefined;
}

/** Finds a person for a seat, moving others to another of their seats where that helps (Kuhn's augmenting paths). */
function seat(
  index: number,
  seats: readonly { readonly people: readonly string[] }[],
  seated: Map<string, number>,
  tried: Set<string>,
): boolean {
  for (const person of seats[index]?.people ?? []) {
    if (tried.has(person)) continue;
    tried.add(person);
    const other = seated.get(person);
    if (other === undefined || seat(other, seats, seated, tried)) {
      seated.set(person, index);
      return true;
    }
  }
  return false;
}

/** A release in a hurry wants more people than the roles have seats. */
function extraSignatures({ plan, subject }: GateQuestion, signed: readonly Approval[]): Verdict | undefined {
  if (subject.profile !== "hotfix" || plan.hotfix === undefined) return undefined;
  const seats = plan.approvals
    .filter(({ before }) => isAskedBefore(plan, subject.phase, before))
    .reduce((sum, { people }) => sum + Math.max(1, people), 0);
  const must = seats + plan.hotfix.extraSignatures;
  const people = new Set(signed.map(({ signer }) => signer.name)).size;
  return people >= must
    ? undefined
    : fail(
        `approvals: a hotfix must be signed by ${must} different people, got ${people}`,
        "another person of one of the roles: sign an approval",
      );
}
