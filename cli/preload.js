// Loads our TypeScript without a build step, for the program, the policy pack and the command line alike (decisions 0006 and 0013).
require("node:module").enableCompileCache?.();
// Zod writes and compiles a function for each schema that is used, which pays off after far more readings than the one of a start.
globalThis.__zod_globalConfig = { jitless: true };
require("./lazy-modules.js");
require("./bundled-entries.js").bundleEntries(require("node:path").resolve(__dirname, ".."), [
  "index.ts",
  "policies/index.ts",
  "cli/main.ts",
]);
