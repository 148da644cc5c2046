import { strykerSettings } from "./settings.mjs";

/** What says which kinds there are, what each states and who signs it: evaluated once, so every change meets every test. */
export default strykerSettings("tables", [
  "evidence/{claims,evidence-kind,evidence-page,evidence-row,journal-entry}.ts",
]);
