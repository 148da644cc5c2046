// Loads our TypeScript without a build step, for the program, the policy pack and the command line alike (decision 0006).
require("node:module").enableCompileCache?.();
require("./lazy-modules.js");
require("tsx/cjs");
