import { z } from "zod";
import { claims } from "../evidence/claims";
import type { EvidenceKind } from "../evidence/evidence-kind";

/**
 * Turns words such as `role=security` into the claim of a kind. What a field wants decides how its word is read; a list takes
 * the same field several times. Objects are written as JSON. Throws with the field that is wrong.
 */
export function claimFromWords(kind: EvidenceKind, words: readonly string[]): Record<string, unknown> {
  const { shape } = claims[kind].unwrap() as z.ZodObject;
  // A list that nobody names is empty; whether it may be says the schema.
  const lists = Object.entries(shape).filter(([, field]) => listItem(field as z.ZodType) !== undefined);
  const claim: Record<string, unknown> = Object.fromEntries(lists.map(([name]) => [name, []]));
  for (const word of words) {
    const [name, value] = split(kind, word);
    const field = shape[name] as z.ZodType | undefined;
    if (field === undefined) {
      throw new Error(
        `claim "${name}": must be one of ${Object.keys(shape).join(", ") || "none"} for evidence "${kind}"`,
      );
    }
    const list = listItem(field);
    if (list === undefined) claim[name] = valueOf(name, field, value);
    else claim[name] = [...((claim[name] as unknown[] | undefined) ?? []), valueOf(name, list, value)];
  }
  return claim;
}

function split(kind: EvidenceKind, word: string): readonly [string, string] {
  const at = word.indexOf("=");
  if (at < 1) throw new Error(`claim of evidence "${kind}": must be written as name=value, got "${word}"`);
  return [word.slice(0, at), word.slice(at + 1)];
}

/** What stands under `readonly` and `optional`. */
function bare(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodReadonly || schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional
    ? bare(schema.unwrap() as z.ZodType)
    : schema;
}

function listItem(schema: z.ZodType): z.ZodType | undefined {
  const list = bare(schema);
  return list instanceof z.ZodArray ? (list.element as z.ZodType) : undefined;
}

function valueOf(name: string, schema: z.ZodType, text: string): unknown {
  const wanted = bare(schema);
  if (wanted instanceof z.ZodNumber) return Number(text);
  if (wanted instanceof z.ZodBoolean) return text === "true" ? true : text === "false" ? false : text;
  if (!(wanted instanceof z.ZodObject || wanted instanceof z.ZodRecord)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Error(`claim "${name}": must be written as JSON, got "${text}"`);
  }
}
