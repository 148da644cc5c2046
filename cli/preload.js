// Loads our TypeScript without a build step, for the program and the policy pack alike (decisions 0006 and 0013).
require("node:module").enableCompileCache?.();
require("./lazy-modules.js");
require("./bundled-entries.js").bundleEntries(require("node:path").resolve(__dirname, ".."), [
  "index.ts",
  "policies/index.ts",
]);
