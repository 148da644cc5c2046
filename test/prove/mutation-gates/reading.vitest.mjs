import { vitestSettings } from "./settings.mjs";

/** Their own tests alone. */
export default vitestSettings([
  "test/evidence/{evidence,gate-evidence,read-evidence,read-files,read-journal,trust-change}.test.ts",
]);
