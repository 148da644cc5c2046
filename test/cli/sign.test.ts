import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { junitXml, writeReport } from "../support/evidence/reports";
import { testProject, type TestProject } from "../support/evidence/project";

let project: TestProject;
beforeEach(() => {
  project = testProject();
});
afterEach(() => {
  project.clean();
});

const signed = (by: string, ...words: readonly string[]) =>
  project.sluice(
    ...words,
    "--cwd",
    project.root,
    "--key",
    `${by}-2026`,
    "--key-file",
    join(project.keys, `${by}-2026.pem`),
  );

describe("sluice sign", () => {
  it("signs a test report, records it, and verify finds it whole", async () => {
    const report = writeReport(project.root, "evidence/reports/tools.xml", junitXml(45));
    const { out, err, code } = await signed(
      "build",
      "sign",
      "tests",
      "--claim",
      "suite=tools",
      "--report",
      report,
      "--source",
      "4be1d9c",
    );
    expect([code, out]).toEqual([0, expect.stringMatching(/^evidence\/tests-[0-9a-f]{12}\.dsse\.json$/)]);
    expect(err).toContain("claim suite");
    const verified = await project.sluice("verify", "--cwd", project.root);
    expect(verified.code).toBe(0);
    expect(verified.out).toMatch(/ok +journal .*2 entries/);
    expect(verified.out).toContain(`${out}: tests by build`);
  });

  it("signs what was seen on staging for the gates of production", async () => {
    const claims = ["outcome=green", "soakedSeconds=15000", "requests=5000", "checklistPercent=100", "limitsHeld=true"];
    const words = claims.flatMap((claim) => ["--claim", claim]);
    const { out, err, code } = await signed(
      "build",
      "sign",
      "staging",
      "--stack",
      "production",
      "--about-stack",
      "staging",
      ...words,
    );
    expect([code, out]).toEqual([0, expect.stringMatching(/^evidence\/staging-/)]);
    expect(err).toMatch(/^ +stack +staging$/m);
  });

  it("shows without signing on a dry run, control characters made visible", async () => {
    const { out, code } = await signed(
      "rita",
      "sign",
      "checklist",
      "--claim",
      "done=brief\u001b[2Jed",
      "--claim",
      "done=b",
      "--dry-run",
    );
    expect(code).toBe(0);
    expect(out).toContain("claim done    brief\\u{1b}[2Jed, b");
    expect((await project.sluice("verify", "--cwd", project.root)).out).not.toContain("checklist");
  });

  it.each([
    ["a kind that there is not", ["sign", "vibes"], 'evidence "vibes": must be one of approval'],
    [
      "a claim that the kind has not",
      ["sign", "approval", "--claim", "mood=good"],
      'claim "mood": must be one of role, confirms for evidence "approval"',
    ],
    ["a claim without a value", ["sign", "approval", "--claim", "role"], 'must be written as name=value, got "role"'],
    ["a claim that is left out", ["sign", "approval"], 'evidence "approval": claim.role: Invalid input'],
    [
      "a report in no format",
      ["sign", "dependency-scan", "--source", "x", "--report", "plan.yaml"],
      "must be named with --format (npm-audit, cargo-audit, pip-audit, sarif)",
    ],
    [
      "a source that nobody names",
      ["sign", "code-review", "--claim", "author=ada"],
      "source revision: must be named with --source",
    ],
    ["a stack without settings", ["sign", "approval", "--stack", "nowhere"], 'stack "nowhere": must have settings'],
  ])("refuses %s in one line", async (_, words, message) => {
    const { err, out, code } = await signed("sam", ...words);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(message);
    expect(err.split("\n")).toHaveLength(1);
  });

  it("refuses a private key that others can read", async () => {
    chmodSync(join(project.keys, "sam-2026.pem"), 0o644);
    const { err, code } = await signed("sam", "sign", "approval", "--claim", "role=security");
    expect([code, err]).toEqual([1, expect.stringContaining('key "sam-2026": must be readable by its owner alone')]);
  });

  it("refuses a key that the trust does not know", async () => {
    const { err, code } = await project.sluice(
      "sign",
      "approval",
      "--cwd",
      project.root,
      "--claim",
      "role=security",
      "--key",
      "mallory",
      "--key-file",
      join(project.keys, "sam-2026.pem"),
    );
    expect([code, err]).toEqual([1, expect.stringContaining('key "mallory": must be one of the trust')]);
  });

  it("leaves nothing of a private key in what it writes or prints", async () => {
    const { out, err } = await signed("sam", "sign", "approval", "--claim", "role=security");
    const written =
      readFileSync(join(project.root, out), "utf8") +
      readFileSync(join(project.root, "evidence/journal.jsonl"), "utf8");
    const secret = readFileSync(join(project.keys, "sam-2026.pem"), "utf8").split("\n")[1] ?? "";
    expect(secret.length).toBeGreaterThan(20);
    expect(written + out + err).not.toContain(secret);
  });
});

describe("sluice approve", () => {
  it("shows what one signs and signs it with a yes in the call", async () => {
    const { out, err, code } = await signed("sam", "approve", "--role", "security", "--yes");
    expect([code, out]).toEqual([0, expect.stringMatching(/^evidence\/approval-/)]);
    expect(err).toContain("You are about to sign:");
    for (const shown of ["canary", project.planHash, `sha256:${"a".repeat(64)}`, "security"])
      expect(err).toContain(shown);
  });

  it("signs what the plan says that the role stands for, unless the person says something else", async () => {
    const plan = join(project.root, "plan.yaml");
    const text = readFileSync(plan, "utf8");
    writeFileSync(plan, text.replace("- { role: security }", "- { role: security, confirms: no finding is open }"));
    const { err } = await signed("sam", "approve", "--role", "security", "--yes");
    expect(err).toMatch(/^ +claim confirms +no finding is open$/m);
    const own = await signed("sam", "approve", "--role", "security", "--confirms", "two findings are open", "--yes");
    expect(own.err).toMatch(/^ +claim confirms +two findings are open$/m);
  });

  it("refuses a role that the plan does not ask", async () => {
    const { err, code } = await signed("sam", "approve", "--role", "secruity", "--yes");
    expect([code, err]).toEqual([
      1,
      'sluice: role "secruity": must be one whose approval the plan asks for (security, operations)',
    ]);
  });

  it("signs nothing when there is nobody to ask", async () => {
    const { err, code } = await signed("sam", "approve", "--role", "security");
    expect([code, err]).toEqual([1, expect.stringContaining("must be confirmed at a terminal or with --yes")]);
    expect((await project.sluice("verify", "--cwd", project.root)).out).not.toContain("approval");
  });
});

describe("sluice withdraw", () => {
  it("makes evidence count no more, by file or by id, and says by whom and why", async () => {
    const { out: path } = await signed("sam", "approve", "--role", "security", "--yes");
    const { code } = await signed("sam", "withdraw", path, "--reason", "wrong build");
    expect(code).toBe(0);
    const verified = await project.sluice("verify", "--cwd", project.root);
    expect([verified.code, verified.out]).toEqual([
      3,
      expect.stringContaining(`invalid ${path}: was withdrawn by sam (wrong build)`),
    ]);
  });

  it("refuses a file that is not there", async () => {
    const { err, code } = await signed("sam", "withdraw", "evidence/none.dsse.json", "--reason", "x");
    expect([code, err]).toEqual([1, 'sluice: evidence "evidence/none.dsse.json": is absent']);
  });
});
