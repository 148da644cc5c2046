import { vitestSettings } from "./settings.mjs";

/** Their own tests alone. */
export default vitestSettings(["test/evidence/{blackout-calendar,read-freezes}.test.ts"]);
