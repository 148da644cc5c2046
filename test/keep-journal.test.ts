import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

// Real repositories and a real push; `npx` is a stand-in that writes what it is told: what `sluice record` itself writes is proven by its own tests.
const script = resolve(__dirname, "../.github/scripts/keep-journal.sh");
const journal = "systems/shop/evidence/production/journal.jsonl";
const trust = "systems/shop/evidence/production/trust/abc.yaml";
let base: string;
beforeAll(() => (base = mkdtempSync(join(tmpdir(), "sluice-journal-"))));
afterAll(() => rmSync(base, { recursive: true }));

const identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
const git = (cwd: string, ...words: string[]): string =>
  execFileSync("git", [...identity, ...words], { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();

function put(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A branch with a journal of one line, and a clone of it in which a release runs. */
function repository() {
  const folder = mkdtempSync(join(base, "repository-"));
  const [origin, clone] = [join(folder, "origin"), join(folder, "clone")];
  mkdirSync(origin);
  git(origin, "init", "-q", "--bare", "--initial-branch=main");
  git(folder, "clone", "-q", origin, clone);
  put(clone, { [journal]: "1\n", "systems/shop/Pulumi.production.yaml": "ours\n" });
  const pushed = (from: string, files: Readonly<Record<string, string>>): void => {
    put(from, files);
    git(from, "add", "--all");
    git(from, "commit", "-qm", "theirs");
    git(from, "push", "-q", "origin", "HEAD:main");
  };
  git(clone, "checkout", "-q", "-B", "main");
  pushed(clone, {});
  return {
    clone,
    /** Somebody else's push to the branch meanwhile. */
    meanwhile: (files: Readonly<Record<string, string>>) => {
      const other = join(folder, "other");
      git(folder, "clone", "-q", origin, other);
      pushed(other, files);
    },
    /** Runs the script, with a `sluice record` that writes these files. */
    keep: (records: Readonly<Record<string, string>>) => {
      const lines = Object.entries(records).map(
        ([path, text]) => `mkdir -p "$(dirname "${path}")" && printf '%s' '${text}' > "${path}"`,
      );
      writeFileSync(join(folder, "npx"), `#!/bin/sh\n${lines.join("\n")}\n`);
      chmodSync(join(folder, "npx"), 0o755);
      const env = { ...process.env, PATH: `${folder}:${process.env["PATH"] ?? ""}`, GITHUB_RUN_ID: "7" };
      const { status, stdout } = spawnSync(script, ["systems/shop", "production", "main"], {
        ...{ cwd: clone, encoding: "utf8", env },
      });
      return { status, stdout };
    },
    at: (branch: string, path: string) => git(origin, "show", `${branch}:${path}`),
    commits: () => git(origin, "log", "--format=%s", "main").split("\n"),
    branches: () => git(origin, "branch", "--format=%(refname:short)").split("\n"),
  };
}

describe("keeping the journal", () => {
  it("pushes journal and trust, and nothing else that lies about", () => {
    const { clone, keep, at, commits } = repository();
    put(clone, { "systems/shop/Pulumi.production.yaml": "changed\n" });
    expect(keep({ [journal]: "1\n2\n", [trust]: "trust" }).status).toBe(0);
    expect([at("main", journal), at("main", trust)]).toEqual(["1\n2", "trust"]);
    expect(at("main", "systems/shop/Pulumi.production.yaml")).toBe("ours");
    expect(commits()[0]).toBe("Record the release of systems/shop on production [skip ci]");
  });

  it("commits nothing when the branch has it all", () => {
    const { keep, commits } = repository();
    expect(keep({ [journal]: "1\n" })).toEqual({ status: 0, stdout: "the journal is as the branch has it\n" });
    expect(commits()).toHaveLength(1);
  });

  it("goes on top of what came into the branch meanwhile", () => {
    const { clone, keep, meanwhile, at } = repository();
    put(clone, { "systems/shop/Pulumi.production.yaml": "changed\n" });
    meanwhile({ "README.md": "theirs\n" });
    expect(keep({ [journal]: "1\n2\n" }).status).toBe(0);
    expect([at("main", journal), at("main", "README.md")]).toEqual(["1\n2", "theirs"]);
  });

  it("loses neither journal when both have gone on, and says what to do", () => {
    const { keep, meanwhile, at, branches } = repository();
    meanwhile({ [journal]: "1\nsigned\n" });
    const { status, stdout } = keep({ [journal]: "1\n2\n" });
    expect([status, branches()]).toEqual([1, ["journal/shop-production-7", "main"]]);
    expect([at("main", journal), at("journal/shop-production-7", journal)]).toEqual(["1\nsigned", "1\n2"]);
    expect(stdout).toContain("merge it with its journal kept as it is");
  });
});
