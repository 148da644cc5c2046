import * as pulumi from "@pulumi/pulumi";
import { readInputs, type Inputs } from "./read-inputs";

/** The inputs of the stack that Pulumi runs. Throws one RunError with every problem of settings, plan and trust. */
export function stackInputs(): Inputs {
  const config = new pulumi.Config("sluice");
  const root = pulumi.getRootDirectory();
  const reading = readInputs({ root, stack: pulumi.getStack(), text: (name) => config.get(name) });
  if (reading.kind === "invalid") throw new pulumi.RunError(reading.problems.join("\n"));
  return reading.inputs;
}
