import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

// The two programs of the preview's workflow, on real repositories and as they are called there.
const root = resolve(__dirname, "..");
let base: string;
beforeAll(() => (base = mkdtempSync(join(tmpdir(), "sluice-proposals-"))));
afterAll(() => rmSync(base, { recursive: true }));

/** A repository with a protected branch, and a proposal on top of it; the work tree stands at the branch. */
function proposal(changes: Readonly<Record<string, string | undefined>>): {
  readonly folder: string;
  readonly commit: string;
} {
  const folder = mkdtempSync(join(base, "proposal-"));
  const git = (...words: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...words], {
      cwd: folder,
      encoding: "utf8",
    }).trim();
  const put = (path: string, text: string | undefined): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    rmSync(join(folder, path), { force: true });
    if (text?.startsWith("-> ")) symlinkSync(text.slice(3), join(folder, path));
    else if (text !== undefined) writeFileSync(join(folder, path), text);
  };
  git("init", "-q");
  for (const path of [
    "index.ts",
    "policies/index.ts",
    "plan/plan.ts",
    "systems/shop/trust.yaml",
    "systems/shop/plan.yaml",
    "systems/shop/Pulumi.yaml",
    "systems/shop/evidence/old.json",
  ])
    put(path, "ours\n");
  put("systems/shop/Pulumi.production.yaml", "config:\n  sluice:trust: systems/shop/trust.yaml\n");
  git("add", "-A");
  git("commit", "-qm", "ours");
  const ours = git("rev-parse", "HEAD");
  for (const [path, text] of Object.entries(changes)) put(path, text);
  git("add", "-A");
  git("commit", "-qm", "theirs");
  const commit = git("rev-parse", "HEAD");
  git("checkout", "-q", ours);
  return { folder, commit };
}
const lay = ({ folder, commit }: ReturnType<typeof proposal>) =>
  spawnSync(join(root, ".github/scripts/lay-proposal.sh"), [commit], { cwd: folder, encoding: "utf8" });

describe("a preview", () => {
  it("lays the data of a proposal over the protected branch, and nothing else", () => {
    const theirs = Object.fromEntries(
      [
        "index.ts",
        "policies/index.ts",
        "plan/plan.ts",
        "systems/shop/trust.yaml",
        "systems/shop/plan.yaml",
        "systems/shop/Pulumi.yaml",
        "systems/shop/evidence/new.json",
        "systems/shop/evidence/trust.yaml",
        "systems/shop/node_modules/evidence/x.js",
      ].map((path) => [path, "theirs\n"]),
    );
    const made = proposal({
      ...theirs,
      "systems/shop/evidence/old.json": undefined,
      "systems/shop/evidence/way-out": "-> /etc/passwd",
    });
    expect(lay(made)).toMatchObject({ status: 0, stderr: "" });
    const text = (path: string) =>
      existsSync(join(made.folder, path)) ? readFileSync(join(made.folder, path), "utf8").trim() : "absent";
    expect(Object.fromEntries(Object.keys(theirs).map((path) => [path, text(path)]))).toEqual({
      ...Object.fromEntries(
        ["index.ts", "policies/index.ts", "plan/plan.ts", "systems/shop/trust.yaml", "systems/shop/Pulumi.yaml"].map(
          (path) => [path, "ours"],
        ),
      ),
      "systems/shop/plan.yaml": "theirs",
      "systems/shop/evidence/new.json": "theirs",
      "systems/shop/evidence/trust.yaml": "absent",
      "systems/shop/node_modules/evidence/x.js": "absent",
    });
    expect(text("systems/shop/evidence/old.json")).toBe("absent");
    expect(text("systems/shop/evidence/way-out")).toBe("absent");
  });

  it.each(["config:\n  sluice:trust: systems/shop/evidence/mine.yaml\n", 'config: { "sluice:trust": mine.yaml }\n'])(
    "refuses settings that lead to another trust: %j",
    (settings) => {
      const { status, stderr } = lay(proposal({ "systems/shop/Pulumi.production.yaml": settings }));
      expect(status).toBe(1);
      expect(stderr).toContain(
        "systems/shop/Pulumi.production.yaml: the trust must be a trust.yaml of the protected branch",
      );
    },
  );
});

describe("the table of gates", () => {
  const table = (explanation: object) =>
    execFileSync(process.execPath, [join(root, ".github/scripts/gate-table.mjs")], {
      input: JSON.stringify(explanation),
      encoding: "utf8",
    });
  const gate = { gate: "approvals", status: "fail", reason: "security is missing", remedy: "npx sluice approve" };

  it("says what is refused and what to run", () => {
    const out = table({
      system: "shop",
      stack: "production",
      phase: "canary",
      release: "r1",
      at: "now",
      gates: [gate, { gate: "tests", status: "pass", reason: "all" }],
      move: { kind: "refused", blockers: [] },
    });
    expect(out).toContain("**Refused**: 1 of 2 gates are open");
    expect(out).toContain("| approvals | fail | security is missing | npx sluice approve |");
    expect(out).toContain("| tests | pass | all |  |");
  });

  it("escapes what evidence says before it stands in a table", () => {
    const out = table({
      gates: [{ ...gate, reason: "a | b\n\n# <img src=x> [link](https://evil.example) @everyone `code` **bold**" }],
    });
    const row = out.split("\n").find((line) => line.includes("approvals")) ?? "";
    expect(row.split(" | ")).toHaveLength(4);
    for (const mark of ["<img", "[link]", "@everyone", "`code`", "**bold**", "https://"])
      expect(out).not.toContain(mark);
  });

  it("has an end, and says how much is left out", () => {
    const out = table({ gates: Array.from({ length: 500 }, () => ({ ...gate, reason: "x".repeat(1000) })) });
    expect(out.length).toBeLessThan(61_000);
    expect(out).toMatch(/\d+ more rows: run/);
  });
});
