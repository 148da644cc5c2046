import type { z } from "zod";

/** What a schema reads in a text, or `undefined` when it refuses it. */
export function read<T>(schema: z.ZodType<T, string>, text: string): T | undefined {
  const parsed = schema.safeParse(text);
  return parsed.success ? parsed.data : undefined;
}
