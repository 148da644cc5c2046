import type { EvidenceKind } from "../../evidence/evidence-kind";
import type { GateQuestion } from "./gate-question";

/** The command that would bring evidence of a kind, with what is known filled in. */
export function signCommand(
  kind: EvidenceKind,
  { subject }: GateQuestion,
  claim: Readonly<Record<string, string>> = {},
  stack = subject.stack,
): string {
  const words = Object.entries(claim).map(([name, value]) => `--claim ${name}=${quoted(value)}`);
  return ["npx sluice sign", kind, `--stack ${stack}`, `--phase ${subject.phase}`, ...words].join(" ");
}

const quoted = (word: string): string => (/^[\w./:@+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
