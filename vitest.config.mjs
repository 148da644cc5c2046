import { defineConfig } from "vitest/config";

// Set by .ci/run, which closes with the counts.
const results = process.env.SLUICE_TEST_RESULTS;

/** Three groups: `unit` needs nothing, `lab` starts a real cluster (one file at a time: two cores), `engine` runs the real Pulumi CLI. */
export default defineConfig({
  test: {
    reporters: results ? ["default", ["json", { outputFile: results }]] : ["default"],
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/e2e/**", "test/lab/**"],
          pool: "forks",
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "lab",
          include: ["test/lab/**/*.test.ts"],
          pool: "forks",
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 1_800_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          pool: "forks",
          fileParallelism: false,
          testTimeout: 900_000,
          hookTimeout: 1_800_000,
        },
      },
    ],
  },
});
