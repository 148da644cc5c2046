import { vitestSettings } from "./settings.mjs";

/** Their own tests alone. */
export default vitestSettings(["test/evidence/reports/*.test.ts"]);
