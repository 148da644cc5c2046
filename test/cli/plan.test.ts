import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { checkPlanFile } from "../../cli/plan";

const root = resolve(__dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "sluice-plan-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("sluice plan check", () => {
  it("reads a valid plan aloud", () => {
    const { lines, exitCode } = checkPlanFile(join(root, "systems/proofile/plan.yaml"));
    expect(exitCode).toBe(0);
    expect(lines[0]).toBe("proofile deploys api, then web on kubernetes.");
    expect(lines[2]).toBe(
      "graduated gets 25 % for 3 days after approvals, go-no-go, web-vitals, issues, announcement; it goes on with error rate below 0.1 %, " +
        "p95 response time below 0.5 s, database connections below 50, cache hit rate above 80 %, critical issues at most 0; on trouble step down to canary.",
    );
    expect(lines[4]).toBe(
      "Trouble in any phase: error rate above 2 % for 5 minutes; p95 response time above 3 s for 5 minutes.",
    );
    expect(lines).toHaveLength(6);
  });

  it("lists every problem with its line, as editors link it", () => {
    const { lines, exitCode } = checkPlanFile(join(root, "test/plan/expected/twenty-mistakes.yaml"));
    expect(exitCode).toBe(1);
    expect(lines).toHaveLength(20);
    expect(lines[2]).toBe(
      "twenty-mistakes.yaml:6: services[0].port: must be a whole number from 1 to 65535, got 80000",
    );
  });

  it("says in one line that a text of 50 MB is no plan", () => {
    const file = join(folder, "large.yaml");
    writeFileSync(file, "a".repeat(50 * 1024 * 1024));
    expect(checkPlanFile(file).lines).toEqual(["large.yaml:1: must be at most 256 KiB, got 51200 KiB"]);
  });

  it("refuses what is no file", () => {
    expect(() => checkPlanFile(folder)).toThrow(`plan "${folder}": must be a file`);
    expect(() => checkPlanFile(join(folder, "none.yaml"))).toThrow("must be a file");
  });
});
