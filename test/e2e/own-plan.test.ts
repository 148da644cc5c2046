import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const repository = resolve(__dirname, "../..");
const start = [resolve(repository, "node_modules/tsx/dist/cli.mjs"), "lab/start.ts", "--plan"];

/** Runs `npm start` with a plan, as a person does, and gives what it says. */
const startWith = (plan: string): Promise<{ stdout: string }> =>
  promisify(execFile)(process.execPath, [...start, plan], { cwd: repository, maxBuffer: 1 << 24 });

/** What a table said after one stage: the weights that the API server holds, and the versions that answered. */
const shares = /^\s+site\s+(\d+) %\s+(\d+) %\s+(.*?)\s+(\d+)$/;

it("takes a person's own plan from the bootstrap to its end, with each of its shares counted on real requests", async () => {
  const { stdout } = await startWith("test/e2e/own-plan.yaml");
  const stages: Record<string, readonly (string | undefined)[]> = {};
  let stage = "";
  for (const line of stdout.split("\n")) {
    stage = /^production · (\S+)/.exec(line)?.[1] ?? stage;
    const [, stable, candidate, answers = "", lost] = shares.exec(line) ?? [];
    if (stable !== undefined) stages[stage] = [stable, candidate, answers.replace(/ {2,}/g, " "), lost];
  }
  expect(stages).toEqual({
    bootstrap: ["100", "0", "1.0.0 2000 (100.0 %)", "0"],
    prepare: ["100", "0", "1.0.0 2000 (100.0 %)", "0"],
    fifth: ["80", "20", "1.0.0 1600 (80.0 %) 2.0.0 400 (20.0 %)", "0"],
    "everybody-at-50": ["50", "50", "1.0.0 1000 (50.0 %) 2.0.0 1000 (50.0 %)", "0"],
    everybody: ["0", "100", "2.0.0 2000 (100.0 %)", "0"],
    complete: ["100", "0", "2.0.0 2000 (100.0 %)", "0"],
  });
  expect(stdout).toContain('"phase": "complete"');
});

it("says what is wrong with a plan, and starts nothing", async () => {
  await expect(startWith("test/plan/expected/twenty-mistakes.txt")).rejects.toThrow(/twenty-mistakes\.txt: /);
});
