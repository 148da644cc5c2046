import { z } from "zod";

const State = z.looseObject({ custom: z.boolean().optional() }).nullish();
const Event = z.looseObject({
  resourcePreEvent: z
    .looseObject({
      planning: z.boolean().optional(),
      metadata: z.looseObject({ op: z.string(), type: z.string(), old: State, new: State }),
    })
    .optional(),
});
type Event = z.infer<typeof Event>;

/** How a call of the engine ended. */
export interface Outcome {
  /** `unchanged`: no operation had begun. `changed`: at least one had. `unknown`: the engine was ended before it could say. */
  readonly kind: "done" | "not begun" | "unchanged" | "changed" | "unknown";
  /** How many operations on the platform had begun. */
  readonly begun: number;
}

/** Operations that write nothing to a platform. Every other one counts as a change, those that later versions of Pulumi may add included. */
const harmless = ["same", "refresh", "read", "read-replacement", "read-discard"];

/**
 * Judges by the engine's own event log, which has one JSON object a line. Without a log no engine ever began. `code` is null when a signal
 * ended the engine: what it did last may then not stand in the log.
 */
export function outcomeOf(code: number | null, log: string | undefined): Outcome {
  const begun = log === undefined ? 0 : log.split("\n").map(eventOf).filter(changes).length;
  if (code === 0) return { kind: "done", begun };
  if (begun > 0) return { kind: "changed", begun };
  if (code === null) return { kind: "unknown", begun };
  return { kind: log === undefined ? "not begun" : "unchanged", begun };
}

/** Components and providers live in the state of the stack alone. */
function changes(event: Event | undefined): boolean {
  const { planning = false, metadata } = event?.resourcePreEvent ?? {};
  if (metadata === undefined || planning || metadata.type.startsWith("pulumi:")) return false;
  return (metadata.new ?? metadata.old)?.custom === true && !harmless.includes(metadata.op);
}

/** The last line may be torn by the end of the engine. */
function eventOf(line: string): Event | undefined {
  try {
    return Event.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
