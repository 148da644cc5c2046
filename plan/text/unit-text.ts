import { z } from "zod";

/** How a text with a unit is read. */
export interface TextForm<T> {
  /** Completes the sentence `must be …`: what is allowed, with an example. */
  readonly what: string;
  /** What editors check; the text matches it as a whole. */
  readonly pattern: RegExp;
  /** The value, or `undefined` when the text matches the pattern and is still not allowed. */
  readonly read: (text: string) => T | undefined;
}

/** A zod schema that reads a text with a unit and gives a plain value. Its written form is a string with a pattern. */
export function unitText<T>({ what, pattern, read }: TextForm<T>): z.ZodType<T, string> {
  const message = `must be ${what}`;
  return z
    .string({ error: message })
    .regex(pattern, { error: message })
    .transform((text, context) => {
      const value = read(text);
      if (value !== undefined) return value;
      context.issues.push({ code: "custom", message, input: text });
      return z.NEVER;
    });
}
