import { en } from "zod/locales";
import * as z from "zod/mini";

// The small build of zod speaks no language by itself, and a problem must name its range.
z.config(en());

const share = z.number().check(z.minimum(0), z.maximum(1));
const milliseconds = z.number().check(z.minimum(0), z.maximum(600_000));
const schema = z.strictObject({
  errorRate: z.optional(share),
  errorStatus: z.optional(z.int().check(z.minimum(500), z.maximum(599))),
  latencyMs: z.optional(milliseconds),
  latencyRate: z.optional(share),
  failingTools: z.optional(z.record(z.string(), share)),
  missingTools: z.optional(z.array(z.string())),
  memoryMegabytesPerSecond: z.optional(z.number().check(z.minimum(0), z.maximum(256))),
  metrics: z.optional(z.enum(["error", "hang"])),
  crashAfterMs: z.optional(milliseconds),
  unready: z.optional(z.boolean()),
  cacheMissRate: z.optional(share),
  authFailureRate: z.optional(share),
});
const file = z.record(z.string(), z.unknown());

/**
 * What an instance is to do wrong, all at once. Rates are shares from 0 to 1 and hit requests evenly: 0.25 is every fourth.
 * `errorRate` (with `errorStatus`, 500 unless said), `latencyMs` (for `latencyRate` of the requests, all unless said) and
 * `authFailureRate` hit the page, the tools and streams; health, metrics and the fault path have faults of their own:
 * `failingTools` by name, `missingTools`, `metrics` answers 500 or never, `unready` answers 503 on the health paths,
 * `crashAfterMs` ends the process with exit code 1 that long after its start, again after each restart.
 */
export type Fault = z.infer<typeof schema>;

/** Reads one fault. Throws an Error that lists every problem, an unknown tool included: a typing error must not pass as "no fault". */
export function parseFault(value: unknown, tools: readonly string[]): Fault {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `"${issue.path.join(".")}": ${issue.message}`);
    throw new Error(`fault ${problems.join("; ")}`);
  }
  const named = [...Object.keys(parsed.data.failingTools ?? {}), ...(parsed.data.missingTools ?? [])];
  const unknown = named.filter((name) => !tools.includes(name));
  if (unknown.length > 0) throw new Error(`fault "tools": must name tools of this instance, got ${unknown.join(", ")}`);
  return parsed.data;
}

/**
 * Picks from the content of a control file what concerns one instance: the entry `<service>:<version>`, else `<version>`,
 * else no fault. Throws an Error when the content is not JSON or the entry is no fault.
 */
export function faultOf(content: string, version: string, service: string, tools: readonly string[]): Fault {
  const entries = file.parse(JSON.parse(content));
  return parseFault(entries[`${service}:${version}`] ?? entries[version] ?? {}, tools);
}
