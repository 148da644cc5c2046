import { defineConfig } from "vitest/config";
import base from "../../../stryker.config.mjs";

/** Settings of Stryker for one group of the files that read and judge evidence. */
export const strykerSettings = (group, mutate) => ({
  ...base,
  vitest: { configFile: `test/prove/mutation-gates/${group}.vitest.mjs`, related: false },
  mutate,
  // The reference is compared with what the sources give.
  ignorePatterns: [...base.ignorePatterns.filter((one) => one !== "/docs"), "/docs/*", "!/docs/reference"],
  tempDirName: `.cache/stryker-gates-${group}`,
  jsonReporter: { fileName: `.cache/mutation-gates-${group}.json` },
  // A change whose own text and tests stay as they are is not made again; taking the file away makes all of them.
  incremental: true,
  incrementalFile: `.cache/mutation-gates-${group}.incremental.json`,
});

/** The tests that each change of a group meets: quick ones without a platform, so that one process can run them all. */
export const vitestSettings = (include, exclude = []) =>
  defineConfig({ test: { include, exclude, pool: "forks", isolate: false, testTimeout: 300_000, bail: 1 } });
