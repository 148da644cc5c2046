import type { Evidence } from "../../evidence/evidence";
import { fail, type Verdict } from "../verdict";
import type { GateJudge, GateQuestion } from "./gate-question";
import { candidates } from "./candidates";
import { judgeNewest, together } from "./judge-newest";
import { signCommand } from "./sign-command";

/** Every artifact was built from one source revision, and the builder's own record says the same as who signed. */
export const provenance: GateJudge = (question) => {
  const services = Object.entries(question.subject.release.artifacts);
  const verdicts = services.map(([service, digest]) =>
    judgeNewest(question, {
      kind: "provenance",
      what: `provenance of "${service}"`,
      about: service,
      aboutOf: ({ artifacts }) => (artifacts[service] === undefined ? "" : service),
      partOfArtifacts: true,
      objection: (evidence) => buildObjection(evidence, digest),
      shows: ({ claim }) => `built from ${claim.sourceRevision} by ${claim.builder}`,
      remedy: signCommand("provenance", question),
    }),
  );
  return together([...verdicts, ...oneSource(question)], `provenance: every artifact is built from one source`);
};

function buildObjection({ claim, bound, measured }: Evidence<"provenance">, digest: string): string | undefined {
  if (measured?.kind !== "build") return "carries no record of a build";
  if (!measured.digests.includes(digest)) return `its build record does not name the digest ${digest}`;
  if (claim.sourceRevision !== bound.source)
    return `names the source ${claim.sourceRevision} and is bound to ${bound.source ?? "none"}`;
  if (measured.sourceRevision !== claim.sourceRevision) {
    return `its build record names the source ${measured.sourceRevision}, must be ${claim.sourceRevision}`;
  }
  return measured.builder === claim.builder
    ? undefined
    : `its build record names the builder ${measured.builder}, must be ${claim.builder}`;
}

function oneSource(question: GateQuestion): readonly Verdict[] {
  const sources = new Set(
    candidates(question, { kind: "provenance", partOfArtifacts: true }).counting.map(
      ({ claim }) => claim.sourceRevision,
    ),
  );
  return sources.size <= 1
    ? []
    : [
        fail(
          `provenance: all artifacts must come from one source revision, got ${[...sources].join(", ")}`,
          "build pipeline: build all services from one revision",
        ),
      ];
}

/** Every change was reviewed by somebody other than its author. */
export const codeReview: GateJudge = (question) =>
  judgeNewest(question, {
    kind: "code-review",
    what: "code review",
    objection: ({ claim, bound }) => {
      if (claim.sourceRevision !== bound.source)
        return `is of ${claim.sourceRevision} and is bound to ${bound.source ?? "none"}`;
      const foreign = builtFromAnother(question, claim.sourceRevision);
      if (foreign !== undefined) return foreign;
      const author = question.personOf(claim.author);
      const others = claim.reviewers.filter((reviewer) => question.personOf(reviewer) !== author);
      return others.length > 0
        ? undefined
        : `must be reviewed by somebody other than ${author}, got ${claim.reviewers.join(", ") || "nobody"}`;
    },
    shows: ({ claim }) => `${claim.sourceRevision} was reviewed by ${claim.reviewers.join(", ")}`,
    remedy: signCommand("code-review", question),
  });

/** Evidence over source counts only for the source that the artifacts were built from. */
export function builtFromAnother(question: GateQuestion, source: string | undefined): string | undefined {
  const built = candidates(question, { kind: "provenance", partOfArtifacts: true }).counting;
  const [first] = built;
  if (first === undefined) return "no provenance counts that says what the artifacts were built from";
  return first.claim.sourceRevision === source
    ? undefined
    : `is of the source ${source ?? "none"}, must be of ${first.claim.sourceRevision}`;
}
