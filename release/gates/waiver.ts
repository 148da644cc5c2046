import type { Evidence } from "../../evidence/evidence";
import { secondsOf } from "../instant";
import { pass } from "../verdict";
import { authorsOf } from "./authors";
import { candidates } from "./candidates";
import type { GateQuestion } from "./gate-question";
import { usedEvidence, type Judged } from "./judged";

/** No waiver counts for longer than this: seven days. */
const longestSeconds = 7 * 86_400;

/** What nobody may waive: signatures, trust, hold, the order of phases and what a rollback asks for. */
const neverWaived: readonly string[] = [
  "approvals",
  "go-no-go",
  "provenance",
  "bootstrap",
  "trust-change",
  "soak",
  "staging-since-rollback",
  "rollback-cause",
];

/** Turns a verdict that does not pass into one that does, when a waiver counts for the gate; else says why one does not. */
export function waived(gate: string, verdict: Judged, question: GateQuestion): Judged {
  if (verdict.status === "pass") return verdict;
  const found = candidates(question, { kind: "waiver", about: gate, aboutOf: ({ claim }) => claim.gate });
  const objections = found.counting.map((waiver) => ({ waiver, objection: waiverObjection(gate, waiver, question) }));
  const counting = objections.find(({ objection }) => objection === undefined)?.waiver;
  if (counting !== undefined && found.removed.length === 0) {
    const reason = `waived until ${counting.expires ?? ""} by ${counting.signer.name} (${counting.claim.reason}); without the waiver: ${verdict.reason}`;
    return { ...pass(reason), evidence: [usedEvidence(counting)] };
  }
  const why = [
    ...objections.map(({ waiver, objection }) => `the waiver "${waiver.path}" ${objection ?? ""}`),
    ...found.rejected.map(({ path, reason }) => `the waiver "${path}" ${reason}`),
    ...found.removed.map(({ path, reason }) => `the waiver "${path}" stands in the journal and ${reason}`),
  ];
  return why.length === 0 ? verdict : { ...verdict, reason: `${verdict.reason}; ${why.slice(0, 3).join("; ")}` };
}

function waiverObjection(
  gate: string,
  { signer, issued, expires }: Evidence<"waiver">,
  question: GateQuestion,
): string | undefined {
  if (neverWaived.includes(gate)) return "does not count: this gate is never waived";
  if (gate === "backup" && question.subject.irreversible)
    return "does not count: a backup before a step that cannot be undone is never waived";
  const rule = question.waivers.find(({ gates }) => gates.includes(gate));
  if (rule === undefined) return "does not count: the trust lets nobody waive this gate";
  if (!rule.roles.some((role) => signer.roles.includes(role))) {
    return `is signed by ${signer.name}, must be signed by the role ${rule.roles.join(" or ")}`;
  }
  if (expires === undefined) return "names no end, must expire within seven days";
  const length = secondsOf(expires) - secondsOf(issued);
  if (!(length <= Math.min(longestSeconds, rule.atMostSeconds)))
    return `counts until ${expires}, must expire within ${Math.min(longestSeconds, rule.atMostSeconds) / 86_400} days`;
  return involvedObjection(signer.name, question);
}

/** Who waives is neither author nor approver: a waiver is a second pair of eyes or nothing. */
function involvedObjection(signer: string, question: GateQuestion): string | undefined {
  const authors = authorsOf(question);
  if (authors.kind === "unknown") return `does not count: the author of the release is not known, ${authors.reason}`;
  if (authors.people.includes(signer)) return `is signed by ${signer}, who is the author of the release`;
  const approvers = candidates(question, { kind: "approval" }).counting.map((approval) => approval.signer.name);
  return approvers.includes(signer) ? `is signed by ${signer}, who approved the release` : undefined;
}
