import * as pulumi from "@pulumi/pulumi";
import type { Hold } from "../../contract/hold";
import { token } from "../../contract/tokens";
import type { Platform } from "../../plan/platform";
import { kubernetes } from "./kubernetes";

/** Somebody whom the platform knows by name. */
export type Actor =
  | { readonly kind: "User"; readonly name: string }
  | { readonly kind: "Group"; readonly name: string }
  | { readonly kind: "ServiceAccount"; readonly name: string; readonly namespace: string };

/** The hold, the ceiling that it sets on whoever writes a weight, and who may do what with it. */
export interface RollbackArgs {
  readonly platform: Platform;
  readonly system: string;
  readonly namespace: string;
  /** The hold to write. Left out: the object stays as it is, whatever it says. */
  readonly hold?: Hold;
  /** Who may raise the ceiling, after the gates agreed. Never empty. Everybody else can only lower it. */
  readonly lifters: readonly Actor[];
  /** Who writes the hold on an abort and may do nothing else. @default [] */
  readonly holders?: readonly Actor[];
  /** Who aborts a release and lowers the ceiling by hand. @default [] */
  readonly onCall?: readonly Actor[];
  /** Headers by which a request may ask for the candidate. A route to it without one of them counts as a share of 100 percent. Never empty. */
  readonly headers: readonly string[];
}

/** {@link RollbackArgs} with every default in place. */
export type CompleteRollbackArgs = RollbackArgs & Required<Omit<RollbackArgs, "hold">>;

/** What other components read of the rollback. */
export interface RollbackOutputs {
  /** The hold object as `kind/name`, known only once the ceiling guards the weights. */
  readonly guard: pulumi.Output<string>;
}

/** Builds the rollback on one platform. */
export type RollbackDriver = (name: string, args: CompleteRollbackArgs, parent: Rollback) => RollbackOutputs;
const drivers: Record<Platform, RollbackDriver | undefined> = { aws: undefined, azure: undefined, kubernetes };

/** The hold, the ceiling that it sets on whoever writes a weight, and who may do what with it. */
export class Rollback extends pulumi.ComponentResource implements RollbackOutputs {
  readonly guard: pulumi.Output<string>;

  constructor(name: string, args: RollbackArgs, opts?: pulumi.ComponentResourceOptions) {
    const { driver, full } = complete(name, args);
    // A hold that is left as it is counts as no change.
    super(token.rollback, name, full, { ...opts, ...(full.hold ? {} : { ignoreChanges: ["hold"] }) });
    const outputs = driver(name, full, this);
    this.guard = outputs.guard;
    this.registerOutputs(outputs);
  }
}

function complete(name: string, args: RollbackArgs): { driver: RollbackDriver; full: CompleteRollbackArgs } {
  const refuse = (problem: string): never => {
    throw new pulumi.RunError(`rollback "${name}": ${problem}`);
  };
  if (args.lifters.length === 0) refuse("lifters must name at least one actor who may lift a hold, got none");
  if (args.headers.length === 0) refuse("headers must name at least one, got none");
  const odd = args.headers.find((header) => !/^[a-z0-9-]+$/i.test(header));
  if (odd !== undefined) refuse(`a header must be letters, digits and dashes, got ${odd}`);
  const driver =
    drivers[args.platform] ?? refuse(`not built yet for this platform, choose kubernetes, got ${args.platform}`);
  return { driver, full: { holders: [], onCall: [], ...args } };
}
