import fc from "fast-check";

/** Pieces that trip readers of YAML, or mean something in a plan. */
const pieces = [
  ".inf",
  ".nan",
  "-1",
  "0",
  "1e999",
  "0x1F",
  "0o17",
  "null",
  "~",
  "no",
  "true",
  "NO",
  "[]",
  "{}",
  "[",
  "]",
  "{",
  "}",
  "- ",
  ": ",
  "? ",
  "| ",
  "> ",
  "&a ",
  "*a",
  "<<: ",
  "!!binary ",
  "!x ",
  "---\n",
  "...\n",
  "%YAML 1.1\n",
  "#",
  "\t",
  "\n",
  "\r",
  "\ufeff",
  "\u0000",
  "\u202e",
  "'",
  '"',
  "\\",
  "`",
  "@",
  "101 %",
  "0 %",
  "5 %",
  "48 hours",
  "-48 hours",
  "approvals",
  "rollback-dril",
  "step down to full",
  "__proto__",
  "constructor",
  "toString",
  "😀",
  "postgres://a:b@c/d",
  "phases:\n",
  "traffic: 100 %\n",
  "a".repeat(400),
] as const;

/** One change of a text: a piece put in, taken out, doubled, moved elsewhere, or a digit replaced. */
type Mutation = readonly [kind: "put" | "cut" | "double" | "line" | "digit", at: number, length: number, piece: string];

const mutation: fc.Arbitrary<Mutation> = fc.tuple(
  fc.constantFrom("put", "cut", "double", "line", "digit", "digit", "digit"),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: 0, max: 30 }),
  fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 6 })),
);

/** Texts that differ from one of the given texts in one to four places. */
export function mutated(texts: readonly string[]): fc.Arbitrary<string> {
  const changes = fc.array(mutation, { minLength: 1, maxLength: 4 });
  return fc.tuple(fc.constantFrom(...texts), changes).map(([text, all]) => all.reduce(changed, text));
}

/** Texts made of such pieces alone. */
export const patchwork: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 12 })), { maxLength: 40 })
  .map((parts) => parts.join(""));

function changed(text: string, [kind, place, length, piece]: Mutation): string {
  const at = Math.floor(place * text.length);
  switch (kind) {
    case "put":
      return text.slice(0, at) + piece + text.slice(at);
    case "cut":
      return text.slice(0, at) + text.slice(at + length);
    case "double":
      return text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
    case "digit":
      // Another digit for the next one: most of these are still plans.
      return text.slice(0, at) + text.slice(at).replace(/\d/, String(length % 10));
    case "line": {
      const lines = text.split("\n");
      const [line = ""] = lines.splice(Math.floor(place * lines.length), 1);
      lines.splice(length % (lines.length + 1), 0, line);
      return lines.join("\n");
    }
    default:
      return kind satisfies never;
  }
}
