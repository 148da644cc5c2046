import * as pulumi from "@pulumi/pulumi";
import { Progress as ProgressShape } from "../../contract/progress";
import { token } from "../../contract/tokens";
import type { Platform } from "../../plan/platform";
import { kubernetes } from "./kubernetes";

/** Says what is released, after everything else has become true. */
export interface ProgressArgs {
  readonly platform: Platform;
  readonly namespace: pulumi.Input<string>;
  /** What is released once this update is done. */
  readonly progress: ProgressShape;
  /** When the share was reached, in place of the `since` above: soak counts from then. Left out where nothing moved. */
  readonly reachedAt?: pulumi.Input<string>;
}

/** What stack outputs read of progress: what really stands in the object, never what it was asked to hold. */
export interface ProgressOutputs {
  readonly recorded: pulumi.Output<ProgressShape>;
}

/** Keeps progress on one platform. */
export type ProgressDriver = (name: string, args: ProgressArgs, parent: Progress) => ProgressOutputs;
const drivers: Record<Platform, ProgressDriver | undefined> = { aws: undefined, azure: undefined, kubernetes };

/** Says what is released, after everything else has become true: pass every other component as `dependsOn`. */
export class Progress extends pulumi.ComponentResource implements ProgressOutputs {
  readonly recorded: pulumi.Output<ProgressShape>;

  constructor(name: string, args: ProgressArgs, opts?: pulumi.ComponentResourceOptions) {
    const driver = complete(name, args, opts);
    // What nothing moved leaves as it was, so that a preview then finds no change.
    super(token.progress, name, args, {
      ...opts,
      ...(args.reachedAt ? {} : { ignoreChanges: ["reachedAt", "progress.since"] }),
    });
    const outputs = driver(name, args, this);
    this.recorded = outputs.recorded;
    this.registerOutputs(outputs);
  }
}

function complete(name: string, args: ProgressArgs, opts?: pulumi.ComponentResourceOptions): ProgressDriver {
  const refuse = (problem: string): never => {
    throw new pulumi.RunError(`progress "${name}": ${problem}`);
  };
  const parsed = ProgressShape.safeParse(args.progress);
  if (!parsed.success)
    refuse(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
  if ([opts?.dependsOn ?? []].flat().length === 0)
    refuse("must depend on every other component, got none: it would run ahead of them");
  return drivers[args.platform] ?? refuse(`not built yet for this platform, choose kubernetes, got ${args.platform}`);
}
