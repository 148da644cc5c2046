import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { chooseStack, stackInputs } from "../../cli/stack-config";
import { appendJournal } from "../../evidence/append-journal";
import { signEvidence } from "../../evidence/sign-evidence";
import { present, unknown } from "../../release/known";
import type { Live } from "../../situation/live";
import { journalPath } from "../../situation/assess";
import { releaseOf } from "../../situation/release-of";
import { commit } from "../support/evidence/pieces";
import { testProject, type TestProject } from "../support/evidence/project";
import { slsa, writeReport } from "../support/evidence/reports";

// There is no cluster in a unit test: what is live is made up here. That the readers of a cluster answer so is shown by the tests of the program.
const platform = vi.hoisted(() => ({ live: undefined as Live | undefined }));
vi.mock("../../situation/live", () => ({ live: { kubernetes: () => Promise.resolve(platform.live) } }));

let project: TestProject;
const issued = new Date(Date.now() - 3_600_000).toISOString().replace(/\.\d+Z/, "Z");

/** A release that was prepared an hour ago, with a provenance, and nothing else. */
beforeEach(async () => {
  project = testProject();
  const inputs = stackInputs(chooseStack(project.root, undefined));
  const release = releaseOf(inputs);
  const journal = { path: journalPath(inputs), system: "shop", stack: "production" };
  const transition = {
    kind: "transition",
    move: "bootstrap",
    release: "r-stable",
    from: "nothing",
    to: "bootstrap",
    sharePercent: 100,
  } as const;
  const head = await appendJournal({ ...journal, path: join(project.root, journal.path) }, [transition], issued);
  const report = {
    path: writeReport(project.root, "reports/slsa.json", slsa(release.artifacts, commit)),
    format: "slsa" as const,
  };
  const claim = {
    sourceRevision: commit,
    repository: "x",
    branch: "main",
    builder: "https://example.org/builder",
    author: "ada",
  };
  const build = project.cast.keys["build"];
  if (build === undefined) throw new Error("there is no build machine");
  await signEvidence(
    { root: project.root, folder: "evidence", journal },
    [
      {
        key: build,
        sign: {
          kind: "provenance",
          bound: { system: "shop", source: commit },
          artifacts: release.artifacts,
          claim,
          report,
          issued,
        },
      },
    ],
    issued,
  );
  const stable = {
    ...release,
    id: "r-stable",
    artifacts: { api: `sha256:${"c".repeat(64)}`, web: `sha256:${"d".repeat(64)}` },
  };
  platform.live = {
    progress: present({
      ...{
        schema: 1,
        system: "shop",
        stack: "production",
        release,
        stable,
        phase: "prepare",
        sharePercent: 0,
        profile: "normal" as const,
      },
      ...{
        sourceRevision: commit,
        since: issued,
        completed: [stable],
        completedAt: issued,
        trustHash: inputs.trustHash,
        journalHead: head,
      },
    }),
    hold: present({ release: release.id, ceilingPercent: 100, reason: "open", at: issued }),
    weight: present(0),
    running: present({ stable: stable.artifacts, replaced: [] }),
    clockSkewSeconds: present(0),
  };
});
afterEach(() => {
  project.clean();
});

const explain = (...words: readonly string[]) => project.sluice("explain", "--cwd", project.root, ...words);
const approve = (by: string, role: string) =>
  project.sluice(
    "approve",
    "--cwd",
    project.root,
    "--role",
    role,
    "--key",
    `${by}-2026`,
    "--key-file",
    join(project.keys, `${by}-2026.pem`),
    "--yes",
  );

describe("sluice explain", () => {
  it("lists every gate of the phase with its verdict, and what to run, and refuses", async () => {
    const { out, code } = await explain();
    expect(code).toBe(4);
    expect(out).toMatch(/^shop on production: release r-[0-9a-f]+ to phase "canary", as of 20/);
    expect(out).toMatch(/^pass {4}provenance +provenance: every artifact is built from one source$/m);
    expect(out).toMatch(/^ +evidence\/provenance-[0-9a-f]{12}\.dsse\.json, by build, 1 hour.* old, counts until 20/m);
    expect(out).toMatch(/^unknown tests +test suite "tools": is absent; test suite "end to end": is absent$/m);
    expect(out).toMatch(
      /^ +next: npx sluice sign tests --stack production --phase canary --claim suite=tools --report <file> --key <yours>$/m,
    );
    expect(out.split("\n").at(-1)).toMatch(/^refused: \d+ in the way$/);
  });

  it("says the same as one JSON object", async () => {
    const { out, code } = await explain("--json");
    const { gates, move, phase } = JSON.parse(out) as {
      gates: { gate: string; status: string }[];
      move: { kind: string };
      phase: string;
    };
    expect([code, phase, move.kind]).toEqual([4, "canary", "refused"]);
    expect(gates.length).toBeGreaterThan(30);
    expect(new Set(gates.map(({ gate }) => gate)).size).toBe(gates.length);
  });

  it("prints no colours when it is piped", async () => {
    expect((await explain()).out).not.toContain("\u001b");
  });

  it("follows what was signed since", async () => {
    expect((await explain()).out).toMatch(/^\w+ +approvals +approval of security: is absent/m);
    await approve("sam", "security");
    await approve("olga", "operations");
    expect((await explain()).out).toMatch(
      /^fail +approvals +approval of operations: must be signed by 2 different people, got 1 \(olga\)$/m,
    );
    await approve("otto", "operations");
    expect((await explain()).out).toMatch(/^pass +approvals +approvals: security, operations approved$/m);
  });

  it("tells whether evidence will still count at another time", async () => {
    for (const [by, role] of [
      ["sam", "security"],
      ["olga", "operations"],
      ["otto", "operations"],
    ] as const)
      await approve(by, role);
    const inEightDays = new Date(Date.now() + 8 * 86_400_000).toISOString();
    expect((await explain("--at", inEightDays)).out).toMatch(
      /^fail +approvals +approval of security: none counts: .* is 8 days.* old, must be at most 7 days/m,
    );
  });

  it("explains another phase than the one in the settings", async () => {
    expect((await explain("--phase", "full")).out).toMatch(/to phase "full", as of/);
  });

  it("says so, and with a code of its own, when nothing but the unknown is in the way", async () => {
    if (platform.live !== undefined)
      platform.live = { ...platform.live, progress: unknown("no answer from the cluster") };
    const { out, code } = await explain();
    expect(code).toBe(3);
    expect(out).toContain("no answer from the cluster");
  });

  it.each([
    ["a time that is none", ["--at", "monday"], 'sluice: time "monday": must be in UTC such as 2026-11-21T10:00:00Z'],
    ["a stack without settings", ["--stack", "nowhere"], 'sluice: stack "nowhere": must have settings'],
  ])("refuses %s in one line", async (_, words, message) => {
    const { err, code } = await explain(...words);
    expect([code, err]).toEqual([1, expect.stringContaining(message)]);
  });

  it("changes nothing that it reads", async () => {
    const before = readFileSync(join(project.root, "evidence/journal.jsonl"), "utf8");
    await explain();
    expect(readFileSync(join(project.root, "evidence/journal.jsonl"), "utf8")).toBe(before);
  });
});
