import type { EvidenceKind } from "../../evidence/evidence-kind";
import type { GateQuestion } from "./gate-question";

/** Kinds that rest on a raw report, so that the command must name one. */
const withReport: readonly EvidenceKind[] = [
  "provenance",
  "tests",
  "code-quality",
  "static-scan",
  "dependency-scan",
  "image-scan",
  "load-test",
  "stress-test",
  "web-vitals",
  "smoke-test",
  "soak",
];

/** The command that would bring evidence of a kind, with what is known filled in; what only the signer knows stands in angle brackets. */
export function signCommand(
  kind: EvidenceKind,
  { subject }: GateQuestion,
  claim: Readonly<Record<string, string>> = {},
  aboutStack = subject.stack,
): string {
  const words = Object.entries(claim).map(([name, value]) =>
    kind === "approval" ? `--${name} ${quoted(value)}` : `--claim ${name}=${quoted(value)}`,
  );
  return [
    kind === "approval" ? "npx sluice approve" : `npx sluice sign ${kind}`,
    `--stack ${subject.stack}`,
    // Evidence about another stack, such as staging, is signed into the folder of the one that it speaks for.
    aboutStack === subject.stack ? `--phase ${subject.phase}` : `--about-stack ${aboutStack}`,
    ...words,
    ...(withReport.includes(kind) ? ["--report <file>"] : []),
    "--key <yours>",
  ].join(" ");
}

const quoted = (word: string): string => (/^[\w./:@+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
