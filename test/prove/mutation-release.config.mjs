import { defineConfig } from "vitest/config";

/** The tests that each change of the life cycle meets first: quick ones, and pure, so that one process can run them all. */
export default defineConfig({
  test: {
    include: [
      "test/release/{after-rollback,beginning-hold,burn-rate,ceiling,gate-guards,instant,judge-move,move-kind,order,refusals,return,running,same-release,soak-since,stage,standing-hold,state,threshold,transition,verdict}.test.ts",
    ],
    pool: "forks",
    isolate: false,
    testTimeout: 300_000,
    bail: 1,
  },
});
