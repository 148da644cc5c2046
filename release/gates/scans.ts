import type { Evidence } from "../../evidence/evidence";
import type { Findings, Measured } from "../../evidence/reports/measured";
import type { GateJudge, GateQuestion } from "./gate-question";
import { judgeNewest, together } from "./judge-newest";
import { builtFromAnother } from "./provenance";
import { signCommand } from "./sign-command";

type ScanKind = "code-quality" | "static-scan" | "dependency-scan";

const scan =
  (kind: ScanKind, what: string, blocks: (findings: Findings) => string | undefined): GateJudge =>
  (question) =>
    judgeNewest(question, {
      kind,
      what,
      objection: ({ measured, bound }: Evidence<ScanKind>) =>
        found(measured, blocks) ?? builtFromAnother(question, bound.source),
      shows: ({ measured }: Evidence<ScanKind>) => findingsText(measured),
      remedy: signCommand(kind, question),
    });

/** A linter's errors block, its warnings do not. */
export const codeQuality = scan("code-quality", "code quality", ({ critical, high }) =>
  critical + high === 0 ? undefined : `must show nothing that blocks, got ${critical + high} errors`,
);
/** The static analysis found nothing critical. */
export const staticScan = scan("static-scan", "static scan", nothingCritical);
/** The audit of dependencies found nothing critical. */
export const dependencyScan = scan("dependency-scan", "dependency audit", nothingCritical);

/** The image of each service was scanned, and nothing critical was found. */
export const imageScan: GateJudge = (question) =>
  together(
    Object.keys(question.subject.release.artifacts).map((service) =>
      judgeNewest(question, {
        kind: "image-scan",
        what: `image scan of "${service}"`,
        about: service,
        aboutOf: ({ claim, artifacts }) => (artifacts[claim.service] === undefined ? "" : claim.service),
        partOfArtifacts: true,
        objection: ({ measured }) => found(measured, nothingCritical),
        shows: ({ measured }) => findingsText(measured),
        remedy: signCommand("image-scan", question, { service }),
      }),
    ),
    "image scan: every image shows nothing critical",
  );

/** A penetration test was done, and its critical findings are closed. */
export const penetrationTest: GateJudge = (question: GateQuestion) =>
  judgeNewest(question, {
    kind: "penetration-test",
    what: "penetration test",
    objection: ({ claim }) => nothingCritical({ kind: "findings", tool: claim.performedBy, ...claim }),
    shows: ({ claim }) => `by ${claim.performedBy}, ${claim.high} high, ${claim.medium} medium, ${claim.low} low`,
    remedy: signCommand("penetration-test", question),
  });

function nothingCritical({ critical, tool }: Findings): string | undefined {
  return critical === 0 ? undefined : `must show no critical finding, got ${critical} (${tool})`;
}

const found = (
  measured: Measured | undefined,
  blocks: (findings: Findings) => string | undefined,
): string | undefined => (measured?.kind === "findings" ? blocks(measured) : "carries no report of findings");

const findingsText = (measured: Measured | undefined): string =>
  measured?.kind === "findings"
    ? `${measured.critical} critical, ${measured.high} high, ${measured.medium} medium, ${measured.low} low`
    : "";
