import { z } from "zod";
import { unitText } from "../text/unit-text";

/** A short text of one or more words. */
export const words = z
  .string({ error: "must be text (in quotes where YAML would read a number or true)" })
  .min(1, { error: "must be text of 1 to 300 characters" })
  .max(300, { error: "must be text of 1 to 300 characters" });

/** The name of a part of the plan. */
export const name = z
  .string({ error: 'must be a name in lower-case words joined by hyphens, such as "canary"' })
  .regex(/^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/, {
    error: 'must be a name of 1 to 40 lower-case letters, digits and hyphens, such as "canary"',
  });

/** Whether something is so. `yes` and `no` are words in YAML 1.2, and are understood. */
export const yesOrNo = z
  .union([z.boolean(), z.enum(["yes", "no"])], { error: "must be yes or no" })
  .transform((value) => value === true || value === "yes");

/** A path below a host. */
export const path = z
  .string({ error: 'must be a path such as "/health"' })
  .regex(/^\/[A-Za-z0-9/_.~-]{0,200}$/, { error: 'must be a path such as "/health"' });

/** A whole number within bounds. */
export function wholeNumber(least: number, most: number): z.ZodNumber {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.number({ error }).int({ error }).min(least, { error }).max(most, { error });
}

/** A TCP port. */
export const port = wholeNumber(1, 65_535);

/** The name of an environment variable. */
export const variableName = z
  .string({ error: 'must be the name of an environment variable, such as "API_URL"' })
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, { error: 'must be the name of an environment variable, such as "API_URL"' });

/** The value of an environment variable. Numbers and booleans must stand in quotes, so that nothing is rewritten. */
export const variableValue = z
  .string({ error: 'must be text in quotes, such as "8000" or "true"' })
  .max(4000, { error: "must be text of at most 4000 characters" });

/** A file beside the plan. */
export const file = z
  .string({ error: 'must be a file beside the plan, such as "tools.json"' })
  .regex(/^(?!\/)(?!.*\.\.)[A-Za-z0-9_./-]{1,200}$/, { error: 'must be a file beside the plan, such as "tools.json"' });

/** A host name. */
export const host = z
  .string({ error: 'must be a host name such as "api.example.org"' })
  .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, { error: 'must be a host name such as "api.example.org"' });

/** The IANA name of a time zone, as this machine's tables know it. */
export const timeZone = unitText<string>({
  what: 'the name of a time zone such as "Europe/Berlin" or "UTC"',
  pattern: /^[A-Za-z0-9_+/-]{1,60}$/,
  read: (zone) => {
    try {
      new Intl.DateTimeFormat("en", { timeZone: zone });
      return zone;
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  },
});

/** No list of a plan is longer; it also bounds what checking a plan can cost. */
export const longestList = 500;

/** A list with at least one entry. */
export function listOf<T extends z.ZodType>(element: T): z.ZodArray<T> {
  return z
    .array(element, { error: "must be a list" })
    .min(1, { error: "must be a list of at least one entry" })
    .max(longestList, { error: `must be a list of at most ${longestList} entries` });
}
