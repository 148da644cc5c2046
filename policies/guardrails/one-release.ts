import { Claim } from "../../contract/claim";
import { token } from "../../contract/tokens";
import { planOfStack } from "../../situation/plan-of-stack";
import { claimInputs } from "../claim-inputs";
import { guardrail } from "../guardrail";
import type { ReleaseMemory } from "../released";

/**
 * Refuses a second `Release` in a stack, and reads the first for the guardrails of its children. With two, a child could be measured by the
 * claim of the other. `program` is the folder that the claim's project starts from.
 */
export function oneRelease(program: string, memory: ReleaseMemory) {
  let first: string | undefined;
  return guardrail(
    {
      name: "one-release",
      description: "A stack has one Release, and what it claims can be read.",
      remediationSteps: "Give each system a stack of its own; run `npx sluice plan check` for what cannot be read.",
    },
    (type) => type === token.release,
    ({ urn, props }) => {
      first ??= urn;
      memory.keep();
      if (urn !== first) return [`a stack has one release, got "${first}" as well`];
      const claim = Claim.parse(props);
      const reading = claimInputs(claim, program);
      if (reading.kind === "invalid") return reading.problems;
      const { plan, stack, settings } = reading.inputs;
      memory.keep({ claim, plan: planOfStack(plan, stack, settings.hosts) });
      return [];
    },
  );
}
