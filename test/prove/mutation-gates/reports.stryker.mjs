import { strykerSettings } from "./settings.mjs";

/** The readers of raw reports. */
export default strykerSettings("reports", ["evidence/reports/*.ts"]);
