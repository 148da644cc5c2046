/**
 * Mutation of the life cycle in `release/`. Left out are the yardstick itself (`invariants.ts`, `step.ts`: what they weaken is no move), and the gates
 * that judge evidence, which have a run of their own. Run it by `npm run prove -- mutation-release`, which writes the report.
 */
export default {
  testRunner: "vitest",
  vitest: { configFile: "test/prove/mutation-release.config.mjs", related: false },
  mutate: ["release/*.ts", "!release/invariants.ts", "!release/step.ts", "!release/judge.ts", "!release/release-id.ts"],
  ignorePatterns: [
    "/.lab",
    "/.cache",
    "/lab",
    "/systems",
    "/docs",
    "/examples",
    "/components",
    "/cli",
    "/coverage",
    "/reports",
  ],
  coverageAnalysis: "perTest",
  concurrency: 2,
  timeoutMS: 120_000,
  tempDirName: ".cache/stryker",
  cleanTempDir: "always",
  reporters: ["json", "clear-text", "progress-append-only"],
  jsonReporter: { fileName: ".cache/mutation-release.json" },
  clearTextReporter: { reportTests: false, reportMutants: false, allowColor: false },
  allowEmpty: false,
};
