import type { z } from "zod";

/** A key that must be written, with its meaning and an example, both for editors and for the reference page. */
export function required<T extends z.ZodType>(schema: T, description: string, example?: unknown): T {
  return schema.meta({ description, ...(example !== undefined && { examples: [example] }) });
}

/** How an optional key is explained. */
export interface OptionalNote {
  readonly example?: unknown;
  /** What the plan does when the key is not written, in the words in which it would be written. */
  readonly default?: unknown;
}

/** A key that may be left out. */
export function optional<T extends z.ZodType>(
  schema: T,
  description: string,
  note: OptionalNote = {},
): z.ZodOptional<T> {
  return schema.optional().meta({
    description,
    ...(note.default !== undefined && { default: note.default }),
    ...(note.example !== undefined && { examples: [note.example] }),
  });
}
