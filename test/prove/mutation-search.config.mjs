import { defineConfig } from "vitest/config";

/** What every survivor of the first run meets: the search, with the mutated judge. A survivor that allows what the design forbids dies here. */
export default defineConfig({
  test: {
    include: ["test/release/{large-plans,quick-search}.test.ts"],
    pool: "forks",
    testTimeout: 600_000,
    bail: 1,
  },
});
