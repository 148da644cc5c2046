import type { z } from "zod";

/** How a key is explained, to editors and on the reference page. */
export interface Note {
  /** What it is for. */
  readonly description: string;
  readonly example?: unknown;
  /** What the plan does when the key is not written, in the words in which it would be written. */
  readonly default?: unknown;
}

// Kept beside the schemas: zod leaves examples and defaults of a text that it transforms out of a JSON Schema.
const notes = new WeakMap<z.core.$ZodType, Note>();

/** The note of a key, by the schema that stands for it. */
export function noteOf(schema: z.core.$ZodType): Note | undefined {
  return notes.get(schema);
}

/** A key that must be written, with its meaning and an example. */
export function required<T extends z.ZodType>(schema: T, description: string, example?: unknown): T {
  const field = schema.clone();
  notes.set(field, { description, ...(example !== undefined && { example }) });
  return field;
}

/** A key that may be left out. */
export function optional<T extends z.ZodType>(
  schema: T,
  description: string,
  note: Omit<Note, "description"> = {},
): z.ZodOptional<T> {
  const field = schema.optional();
  notes.set(field, { description, ...note });
  return field;
}
