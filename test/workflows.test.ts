import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";

// What cannot be had here is GitHub itself: that it runs these files as its documentation says is not proven.
const root = resolve(__dirname, "..");
const workflows = readdirSync(join(root, ".github/workflows")).map((name) => `.github/workflows/${name}`);
const action = ".github/actions/sluice/action.yml";
const read = (path: string): string => readFileSync(join(root, path), "utf8");
let base: string;
beforeAll(() => (base = mkdtempSync(join(tmpdir(), "sluice-workflows-"))));
afterAll(() => rmSync(base, { recursive: true }));

interface Parsed {
  readonly context: { readonly errors: { readonly getErrors: () => readonly { readonly message: string }[] } };
}
type Parse = (file: { readonly name: string; readonly content: string }, trace: object) => Parsed;

/** GitHub's own parser with the schema that it publishes. It imports JSON as only bundlers do, so it is bundled. */
function githubParser(): {
  readonly parseWorkflow: Parse;
  readonly parseAction: Parse;
  readonly NoOperationTraceWriter: new () => object;
} {
  const from = "@actions/workflow-parser";
  const contents = `export { parseWorkflow, NoOperationTraceWriter } from "${from}"; export { parseAction } from "${from}/actions/action-parser";`;
  const outfile = join(base, "parser.cjs");
  buildSync({
    stdin: { contents, resolveDir: root },
    bundle: true,
    platform: "node",
    format: "cjs",
    outfile,
    logLevel: "error",
  });
  return createRequire(__filename)(outfile) as ReturnType<typeof githubParser>;
}

describe("workflow files", () => {
  it("are what GitHub's published schema allows, and so is the action", () => {
    const { parseWorkflow, parseAction, NoOperationTraceWriter } = githubParser();
    const errors = (how: Parse, name: string, content: string) =>
      how({ name, content }, new NoOperationTraceWriter())
        .context.errors.getErrors()
        .map(({ message }) => message);
    expect(workflows.flatMap((path) => errors(parseWorkflow, path, read(path)))).toEqual([]);
    expect(errors(parseAction, action, read(action))).toEqual([]);
    expect(errors(parseWorkflow, "typo", read(workflows[0] ?? "").replace("runs-on:", "run-on:"))).not.toEqual([]);
    expect(errors(parseAction, "typo", read(action).replace("using: composite", "using: composit"))).not.toEqual([]);
  });

  it("pass actionlint", { timeout: 600_000 }, () => {
    const module = join(root, "lab/modules/actionlint");
    const lint = (...files: string[]) =>
      spawnSync("go", ["tool", "actionlint", "-shellcheck=", "-pyflakes=", ...files], {
        cwd: module,
        encoding: "utf8",
      });
    const { status, stdout, stderr } = lint(...workflows.map((path) => join(root, path)));
    expect(`${stdout}${stderr}`).toBe("");
    expect(status).toBe(0);
    const bad = join(base, "bad.yaml");
    writeFileSync(
      bad,
      "on: pull_request\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ github.event.pull_request.title }}\n",
    );
    expect(lint(bad).stdout).toContain("potentially untrusted");
  });
});

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}
const all = workflows.map((path) => ({ path, text: read(path), workflow: parse(read(path)) as Workflow }));
const secretsOf = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/secrets\.(\w+)/g)].map(([, name = ""]) => name)),
];
const named = (name: string) => all.find(({ path }) => path.endsWith(`/${name}.yaml`)) as (typeof all)[number];

describe("rights", () => {
  it("gives jobs on pull requests no right to write and no secret of the deployment", () => {
    const open = all.filter(({ workflow }) => "pull_request" in workflow.on);
    expect(open.map(({ path }) => path).sort()).toEqual([
      ".github/workflows/ci.yaml",
      ".github/workflows/preview.yaml",
    ]);
    for (const { workflow, text } of open) {
      expect(workflow.permissions).toEqual({ contents: "read" });
      expect(Object.values(workflow.jobs).flatMap(({ permissions }) => Object.values(permissions ?? {}))).not.toContain(
        "write",
      );
      expect(secretsOf(text).filter((name) => !name.startsWith("READER_"))).toEqual([]);
    }
  });

  it("lets no workflow run with the rights of the protected branch on what was proposed", () => {
    expect(all.filter(({ workflow }) => "pull_request_target" in workflow.on)).toEqual([]);
    const { workflow } = named("comment");
    const steps = Object.values(workflow.jobs).flatMap(({ steps: list }) => list);
    expect(steps.flatMap(({ uses = [] }) => uses)).toEqual(["actions/download-artifact@v4"]);
    expect(steps.map(({ run = "" }) => run).join("\n")).not.toMatch(/npm|npx|node |bash |source /);
  });

  it("keeps what deploys behind the protected environment, on the protected branch", () => {
    const deploying = all.filter(({ text }) =>
      secretsOf(text).some((name) => name.startsWith("DEPLOY_") || name === "PULUMI_ACCESS_TOKEN"),
    );
    expect(deploying.map(({ path }) => path)).toEqual([".github/workflows/release.yaml"]);
    const { workflow } = named("release");
    expect(workflow.on).toMatchObject({ push: { branches: ["main"] } });
    expect(Object.values(workflow.jobs).map(({ environment }) => environment)).toEqual(["production"]);
  });

  it("rolls back what failed, and nothing that was refused", () => {
    const steps = named("release").workflow.jobs["up"]?.steps ?? [];
    const back = steps.filter(({ run = "" }) => run.includes("sluice rollback"));
    expect(back.map((step) => step.if)).toEqual(["failure() && steps.sluice.outputs.outcome == 'failed'"]);
    expect(steps.filter(({ run = "" }) => run.includes("notify.sh")).length).toBe(2);
  });

  it("keeps the journal of every release that began, after a rollback, with a key that no other step has", () => {
    const steps = named("release").workflow.jobs["up"]?.steps ?? [];
    const keep = steps.findIndex(({ run = "" }) => run.includes("keep-journal.sh"));
    expect(steps[keep]?.if).toBe("always() && steps.sluice.outputs.outcome != ''");
    expect(keep).toBeGreaterThan(steps.findIndex(({ run = "" }) => run.includes("sluice rollback")));
    const holding = steps.filter((step) => JSON.stringify(step).includes("JOURNAL_KEY"));
    expect(holding).toEqual([steps[keep]]);
    expect(all.filter(({ text }) => text.includes("JOURNAL_KEY")).map(({ path }) => path)).toEqual([
      ".github/workflows/release.yaml",
    ]);
  });
});

describe("the action", () => {
  // `npx` is a stand-in that ends as told: what `sluice up` itself answers is proven by its own tests.
  it.each([
    [0, "done"],
    [3, "refused"],
    [1, "failed"],
    [2, "failed"],
    [137, "failed"],
  ])("tells by exit code %i that an update was %s", (code, outcome) => {
    const folder = mkdtempSync(join(base, "action-"));
    writeFileSync(join(folder, "npx"), `#!/bin/sh\necho "$@" > ${folder}/called\nexit ${code}\n`);
    chmodSync(join(folder, "npx"), 0o755);
    const env = {
      PATH: `${folder}:${process.env["PATH"]}`,
      GITHUB_OUTPUT: join(folder, "output"),
      SLUICE_PROJECT: "systems/shop",
      SLUICE_STACK: "production",
    };
    const { status, stdout } = spawnSync(join(root, ".github/actions/sluice/run.sh"), { env, encoding: "utf8" });
    expect(status).toBe(code);
    expect(readFileSync(join(folder, "output"), "utf8")).toBe(`outcome=${outcome}\n`);
    expect(readFileSync(join(folder, "called"), "utf8").trim()).toBe(
      "--no-install sluice up --cwd systems/shop --stack production",
    );
    expect(stdout.includes("title=Refused")).toBe(outcome === "refused");
    expect(stdout.includes("title=Failed")).toBe(outcome === "failed");
  });
});
