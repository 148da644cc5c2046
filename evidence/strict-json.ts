import { visit } from "jsonc-parser";
import type { Parsed } from "./parsed";

/** Bounds on a JSON text. */
export interface JsonBounds {
  /** How deep objects and lists may nest. */
  readonly depth: number;
  /** How many properties and list entries the whole text may hold. */
  readonly count: number;
}

const defaults: JsonBounds = { depth: 32, count: 200_000 };
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Stops the walk at the first thing that may not be. */
class Refusal extends Error {}

/**
 * Reads JSON so that no two readers can understand it differently: one meaning per byte string.
 * Refused by name: bytes that are no UTF-8, a byte order mark, a property that appears twice, comments, trailing text, `__proto__`, and more depth or entries than the bounds.
 */
export function parseStrictJson(bytes: Uint8Array, bounds: JsonBounds = defaults): Parsed<unknown> {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { kind: "invalid", reason: "is not valid UTF-8" };
  }
  if (text.startsWith("\uFEFF")) return { kind: "invalid", reason: "starts with a byte order mark" };
  try {
    walk(text, bounds);
    return { kind: "present", value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof Refusal) return { kind: "invalid", reason: error.message };
    if (error instanceof SyntaxError) return { kind: "invalid", reason: "is not valid JSON" };
    throw error;
  }
}

/** `JSON.parse` keeps the last of two equal keys and says nothing: only a walk over the text sees both. */
function walk(text: string, { depth, count }: JsonBounds): void {
  const open: Set<string>[] = [];
  let nested = 0;
  let seen = 0;
  const enter = (): void => {
    if (++nested > depth) throw new Refusal(`nests deeper than ${depth} levels`);
  };
  const counted = (): void => {
    if (++seen > count) throw new Refusal(`holds more than ${count} entries`);
  };
  visit(
    text,
    {
      onObjectBegin: () => {
        enter();
        open.push(new Set());
      },
      onObjectEnd: () => {
        nested--;
        open.pop();
      },
      onArrayBegin: enter,
      onArrayEnd: () => void nested--,
      onSeparator: counted,
      onObjectProperty: (name) => {
        const names = open.at(-1);
        if (names?.has(name) === true) throw new Refusal(`has the property ${JSON.stringify(name)} twice`);
        if (name === "__proto__") throw new Refusal('has a property "__proto__"');
        names?.add(name);
      },
      onError: () => {
        throw new Refusal("is not valid JSON");
      },
    },
    { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false },
  );
}
