import { vitestSettings } from "./settings.mjs";

/** Their own tests alone. */
export default vitestSettings(["test/release/judge.test.ts", "test/policies/gate.test.ts"]);
