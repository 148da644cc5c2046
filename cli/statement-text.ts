import { evidenceRows } from "../evidence/evidence-row";
import { kindOf, type Statement } from "../evidence/statement";

/** What a statement says, as lines that a person reads before signing it. Everything that will be signed is in them. */
export function statementText({ subject, predicateType, predicate }: Statement): string {
  const kind = kindOf(predicateType);
  const { bound, signer, issued, notBefore, expires, claim, report } = predicate;
  const artifacts = subject.filter(({ name }) => name !== "bound");
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["kind", kind === undefined ? predicateType : `${kind}: ${evidenceRows[kind].subject}`],
    ...Object.entries(bound),
    ...artifacts.map(({ name, digest }) => [`artifact ${name}`, `sha256:${digest.sha256}`] as const),
    ...Object.entries(claim).map(([name, value]) => [`claim ${name}`, valueText(value)] as const),
    ["report", report === undefined ? undefined : `${report.path} (${report.format}, sha256:${report.sha256})`],
    ["issued", issued],
    ["counts from", notBefore],
    ["expires", expires],
    ["signed with", signer],
  ];
  const shown = rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  const width = Math.max(...shown.map(([name]) => name.length));
  return shown.map(([name, value]) => `  ${name.padEnd(width)}  ${plain(value)}`).join("\n");
}

const valueText = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(valueText).join(", ")
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);

/** Control characters could make a terminal show something else than what is signed. */
const plain = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
