import type { z } from "zod";
import { longestList } from "./written/plain";
import { underneath } from "./written/section";
import type { SectionShape } from "./written/section";

/** A parsed value of which any part may be missing, because that part was written wrongly. */
export type Salvaged<T> = T extends readonly (infer E)[]
  ? readonly (Salvaged<E> | undefined)[]
  : T extends object
    ? { readonly [K in keyof T]?: Salvaged<T[K]> | undefined }
    : T;

/**
 * Parses as much of a written value as can be parsed. One wrong key then hides no problem elsewhere: the checks that look
 * at several keys together run on what is left.
 */
export function salvage(schema: z.ZodType, written: unknown): unknown {
  const inside = underneath(schema);
  switch (inside.kind) {
    case "section":
      return isMapping(written) ? salvageSection(inside.section, written) : valueOf(schema, written);
    case "list":
      return Array.isArray(written)
        ? written.slice(0, longestList).map((entry) => salvage(inside.element, entry))
        : undefined;
    case "mapping": {
      // One by one, so that a wrong key or value takes nothing else with it.
      if (!isMapping(written)) return undefined;
      const kept = Object.entries(written).filter(([key, entry]) => schema.safeParse({ [key]: entry }).success);
      return valueOf(schema, Object.fromEntries(kept));
    }
    case "value":
      return valueOf(schema, written);
    default:
      return inside satisfies never;
  }
}

function salvageSection(
  { shape, names }: SectionShape,
  written: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const entries = Object.entries(shape)
    .filter(([key]) => Object.hasOwn(written, key))
    .map(([key, schema]) => [names[key] ?? key, salvage(schema, written[key])] as const)
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

function valueOf(schema: z.ZodType, written: unknown): unknown {
  const parsed = schema.safeParse(written);
  return parsed.success ? parsed.data : undefined;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
