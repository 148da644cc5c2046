import { strykerSettings } from "./settings.mjs";

/** What reads freeze windows, allowed hours and blackout calendars. */
export default strykerSettings("freezes", ["evidence/{blackout-calendar,read-freezes}.ts"]);
