import { defineConfig } from "vitest/config";

// Set by .ci/run, which closes with the counts.
const results = process.env.SLUICE_TEST_RESULTS;

/** What `lab` and `e2e` share: each file has a cluster of its own or none, and mostly waits for it, so two run at a time. */
const besideEachOther = { pool: "forks", maxWorkers: 2, sequence: { groupOrder: 3 }, hookTimeout: 1_800_000 };

/**
 * `unit` needs nothing and comes first. `load` holds rates, and has the machine for itself. `long` is what `npm run prove` runs beside: it is no
 * part of `npm test`.
 */
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
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "load",
          include: ["test/lab/load/**/*.test.ts"],
          pool: "forks",
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          testTimeout: 300_000,
        },
      },
      {
        test: {
          name: "lab",
          include: ["test/lab/**/*.test.ts"],
          exclude: ["test/lab/load/**"],
          ...besideEachOther,
          testTimeout: 300_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          exclude: ["test/e2e/long/**"],
          ...besideEachOther,
          testTimeout: 900_000,
        },
      },
      {
        test: {
          name: "long",
          include: ["test/e2e/long/**/*.test.ts"],
          ...besideEachOther,
          testTimeout: 900_000,
        },
      },
    ],
  },
});
