import type * as pulumi from "@pulumi/pulumi";
import { type Outputs, outputsSchema } from "../contract/outputs";
import type { Progress } from "../contract/progress";
import type { Platform } from "../plan/platform";

/** What the outputs are made of. */
export interface StackOutputsArgs {
  /** What really stands in the progress object. */
  readonly recorded: pulumi.Output<Progress>;
  readonly shareObjects: pulumi.Output<Record<string, string>>;
  readonly platform: Platform;
  readonly namespace: pulumi.Output<string>;
  readonly hosts: readonly string[];
}

/**
 * The outputs that other teams read. Whatever says something of progress is an output of the progress object itself: the engine writes plain values
 * also when an update fails halfway.
 */
export function stackOutputs({ recorded, shareObjects, platform, namespace, hosts }: StackOutputsArgs): {
  [Name in keyof Outputs]: pulumi.Input<Outputs[Name]>;
} {
  const of = <T>(read: (progress: Progress) => T): pulumi.Output<T> => recorded.apply(read) as pulumi.Output<T>;
  return {
    schema: outputsSchema,
    system: of(({ system }) => system),
    stack: of(({ stack }) => stack),
    ...{ platform, namespace, hosts },
    release: of(({ release }) => release.id),
    stable: of(({ stable }) => stable.id),
    phase: of(({ phase }) => phase),
    sharePercent: of(({ sharePercent }) => sharePercent),
    since: of(({ since }) => since),
    artifacts: of(({ release }) => release.artifacts),
    planHash: of(({ release }) => release.planHash),
    shareObjects,
  };
}
