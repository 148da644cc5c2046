import { strykerSettings } from "./settings.mjs";

/** The judge of all gates, and what makes violations of its verdicts in the policy pack. */
export default strykerSettings("judging", ["release/judge.ts", "policies/gate.ts"]);
