import type { GateQuestion } from "./gate-question";
import { candidates } from "./candidates";

/** Who wrote the release, as people of the trust. */
export type Authors =
  | { readonly kind: "known"; readonly people: readonly string[] }
  | { readonly kind: "unknown"; readonly reason: string };

/** The authors that provenance and code review name. Without a provenance that counts nobody can be told apart from them. */
export function authorsOf(question: GateQuestion): Authors {
  const built = candidates(question, { kind: "provenance", partOfArtifacts: true });
  const [gone] = built.removed;
  if (gone !== undefined)
    return { kind: "unknown", reason: `the provenance "${gone.path}" stands in the journal and ${gone.reason}` };
  if (built.counting.length === 0) return { kind: "unknown", reason: "no provenance counts" };
  const reviewed = candidates(question, { kind: "code-review", partOfArtifacts: true });
  const names = [...built.counting, ...reviewed.counting].map(({ claim }) => question.personOf(claim.author));
  return { kind: "known", people: [...new Set(names)] };
}
