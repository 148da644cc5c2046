import { z } from "zod";
import { Progress, progressObject } from "../../contract/progress";

const Resource = z.looseObject({
  type: z.string(),
  urn: z.string(),
  inputs: z.record(z.string(), z.unknown()).default({}),
});
const Export = z.looseObject({
  deployment: z
    .looseObject({
      resources: z.array(Resource).nullish(),
      pending_operations: z.array(z.looseObject({ type: z.string(), resource: Resource })).nullish(),
    })
    .nullish(),
});
const ProgressInputs = z.looseObject({
  metadata: z.looseObject({ name: z.literal(progressObject.name), namespace: z.string() }),
  data: z.strictObject({ [progressObject.key]: z.string() }),
});

/** An operation that Pulumi had begun and did not see the end of. */
export interface PendingOperation {
  /** What it did: creating, updating, deleting, reading or importing. */
  readonly operation: string;
  readonly urn: string;
}

/** The object of progress as the stack last applied it. */
export interface RecordedProgress {
  readonly progress: Progress;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly data: Readonly<Record<string, string>>;
}

/** What the state of a stack says that a recovery must know. */
export interface StackState {
  readonly pending: readonly PendingOperation[];
  /** Left out where the stack never wrote progress, or has lost it. */
  readonly recorded?: RecordedProgress;
}

/** Reads what `pulumi stack export` writes. Throws when it is no such thing. */
export function stackState(text: string): StackState {
  const { deployment } = Export.parse(JSON.parse(text));
  const pending = (deployment?.pending_operations ?? []).map(({ type, resource }) => ({
    ...{ operation: type, urn: resource.urn },
  }));
  const recorded = (deployment?.resources ?? []).flatMap(({ inputs }) => recordedIn(inputs)).at(0);
  return { pending, ...(recorded === undefined ? {} : { recorded }) };
}

/** Only an object that is progress in every part counts: what merely bears its name is none. */
function recordedIn(inputs: unknown): readonly RecordedProgress[] {
  const read = ProgressInputs.safeParse(inputs);
  if (!read.success) return [];
  const { metadata, data } = read.data;
  try {
    return [{ progress: Progress.parse(JSON.parse(data[progressObject.key] ?? "null")), metadata, data }];
  } catch {
    return [];
  }
}
