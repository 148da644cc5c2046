import * as pulumi from "@pulumi/pulumi";
import type { Claim } from "../contract/claim";
import { token } from "../contract/tokens";

/** Root of the stack: carries the claim that the gates judge, and parents every other component. */
export class Release extends pulumi.ComponentResource {
  /**
   * The policy pack judges the claim before the engine lets any child register.
   * @param claim What this update is; plain values, never Outputs.
   */
  constructor(name: string, claim: Claim, opts?: pulumi.ComponentResourceOptions) {
    super(token.release, name, { ...claim }, opts);
    this.registerOutputs({});
  }
}
