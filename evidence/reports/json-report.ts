import type { z } from "zod";
import type { Parsed } from "../parsed";
import { issueLine } from "../statement";
import { parseStrictJson } from "../strict-json";

/** Reports of other tools are larger than envelopes, but not without end. */
const bounds = { depth: 64, count: 1_000_000 };

/** Reads a JSON report against the part of its schema that matters here. Fields beyond that are let be: tools add them freely. */
export function parseJsonReport<T extends z.ZodType>(bytes: Uint8Array, schema: T): Parsed<z.infer<T>> {
  const json = parseStrictJson(bytes, bounds);
  if (json.kind !== "present") return json;
  const parsed = schema.safeParse(json.value);
  return parsed.success
    ? { kind: "present", value: parsed.data }
    : { kind: "invalid", reason: issueLine(parsed.error) };
}
