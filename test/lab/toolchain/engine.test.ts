import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureToolchain } from "../../../lab/toolchain/toolchain";
import { engineProject, type EngineProject } from "../../support/engine-project";
import { echoPlugin, sizePack, trialProgram } from "../../support/engine-files";

// The real engine, the real @pulumi/pulumi and our language host. Each title states what Pulumi documents of its
// official host; where the source is not the Pulumi documentation of programs and policies, it stands beside it.
// What this does not prove: that a cluster accepts what a program declares, which the tests of the lab do.

const secret = "correct-horse-battery";
let project: EngineProject;
const runs = (): number => readFileSync(join(project.folder, "runs.log"), "utf8").trim().split("\n").length;

beforeAll(async () => {
  const { folder } = await ensureToolchain(["pulumi", "pulumi-language-nodejs"], () => undefined, {
    mode: "build",
  });
  project = engineProject(folder, { ...trialProgram, ...sizePack, ...echoPlugin });
  expect(await project.run("stack", "init", "dev")).toMatchObject({ code: 0 });
  await project.run("config", "set", "--secret", "password", secret);
  await project.run("config", "set", "size", "1");
});
afterAll(() => {
  project.remove();
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}

describe("a program, in order: preview, up, refresh, destroy", () => {
  it("is previewed without a change, and what it prints reaches the user", async () => {
    const { code, output } = await project.run("preview");
    expect(code, output).toBe(0);
    expect(output).toContain("printed by the program");
    expect(output).toContain("complained by the program");
    expect(output).toContain("dry run: true");
    expect(output).toContain("+ 3 to create");
    expect(filesBelow(project.stateFolder).join()).not.toContain("sluice:test:Sized");
  });

  it("is updated: configuration arrives with its types, and outputs show secrets as [secret]", async () => {
    const { code, output } = await project.run("up", "--yes");
    expect(code, output).toBe(0);
    expect(output).toContain("dry run: false");
    expect(output).toContain("+ 3 created");
    expect(output).not.toContain(secret);
    const shown = await project.run("stack", "output", "--json");
    expect(JSON.parse(shown.output)).toEqual({
      password: "[secret]",
      size: 1,
      project: "trial",
      stack: "dev",
      stackTraceLimit: 77,
      echoed: "hello, hello",
    });
  });

  it("keeps secrets encrypted in the state and gives them back on request", async () => {
    const state = filesBelow(project.stateFolder);
    expect(state.join()).toContain("ciphertext");
    expect(state.filter((text) => text.includes(secret))).toEqual([]);
    const shown = await project.run("stack", "output", "password", "--show-secrets");
    expect(shown.output.trim()).toBe(secret);
  });

  it('passes the runtime option "nodeargs" to Node.js and reads the configuration that "tsconfig" names', async () => {
    // The program's unused variable fails under tsconfig.json, and the stack trace limit comes from nodeargs.
    const { output } = await project.run("stack", "output", "stackTraceLimit");
    expect(output.trim()).toBe("77");
    expect(readFileSync(join(project.folder, "tsconfig.json"), "utf8")).toContain('"noUnusedLocals": true');
  });

  it("runs a provider from its PulumiPlugin.yaml (Pulumi: authoring a source-based plugin package)", async () => {
    const { output } = await project.run("stack", "export");
    expect(output).toContain('"urn:pulumi:dev::trial::echo:index:Echo::echo"');
    const { output: echoed } = await project.run("stack", "output", "echoed");
    expect(echoed.trim()).toBe("hello, hello");
  });

  it("is not run by refresh", async () => {
    const before = runs();
    const { code, output } = await project.run("refresh", "--yes");
    expect(code, output).toBe(0);
    expect(runs()).toBe(before);
  });

  it("names Node.js and its version to pulumi about", async () => {
    const { output } = await project.run("about", "--json");
    const about = JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1)) as {
      runtime: { language: string; executable: string; version: string };
      dependencies: { name: string }[] | null;
    };
    expect(about.runtime).toMatchObject({ language: "nodejs", version: process.version });
    expect(about.runtime.executable).toMatch(/\/node$/);
  });

  it("is destroyed without being run", async () => {
    const before = runs();
    const { code, output } = await project.run("destroy", "--yes");
    expect(code, output).toBe(0);
    expect(output).toContain("- 3 deleted");
    expect(runs()).toBe(before);
  });
});

describe("a policy pack", () => {
  // The configuration stands beside the pack with the same name, on purpose: `require` prefers such a file to the folder.
  const withLimit = (limit: number): readonly string[] => {
    project.write({ "pack.json": JSON.stringify({ "size-limit": { maximumSize: limit } }) });
    return ["--policy-pack", "pack", "--policy-pack-config", "pack.json"];
  };

  it("lets an update pass that keeps the limit of its configuration", async () => {
    const { code, output } = await project.run("up", "--yes", ...withLimit(1));
    expect(code, output).toBe(0);
    expect(output).toContain("size-pack");
    await project.run("destroy", "--yes");
  });

  it("blocks the update on a mandatory violation, before the resource exists, also without a preview", async () => {
    const { code, output } = await project.run("up", "--yes", "--skip-preview", ...withLimit(0.5));
    expect(code).not.toBe(0);
    expect(output).toContain("[mandatory]");
    // The pack knows project and stack (Pulumi: policy packs may call getProject and getStack).
    expect(output).toContain("trial/dev allows a size of at most 0.5, got 1");
    const { output: state } = await project.run("stack", "export");
    expect(state).not.toContain("sluice:test:Sized");
  });

  it("refuses a configuration that its schema does not allow", async () => {
    project.write({ "pack.json": JSON.stringify({ "size-limit": { maximumSize: "many" } }) });
    const { code, output } = await project.run("preview", "--policy-pack", "pack", "--policy-pack-config", "pack.json");
    expect(code).not.toBe(0);
    expect(output).toContain("maximumSize");
  });
});

describe("a failing program", () => {
  const fails = async (body: string): Promise<string> => {
    project.write({ "index.ts": `import * as pulumi from "@pulumi/pulumi";\n${body}\n` });
    const { code, output } = await project.run("preview");
    expect(code, output).not.toBe(0);
    return output;
  };

  it("that throws a RunError shows its message once and no stack (Pulumi SDK: RunError)", async () => {
    const output = await fails('throw new pulumi.RunError("phase is unknown");');
    const diagnostics = output.slice(output.indexOf("Diagnostics:"));
    expect(diagnostics.match(/phase is unknown/g)).toHaveLength(1);
    expect(diagnostics).not.toMatch(/^\s+at /m);
    expect(diagnostics).not.toContain("exit code");
  });

  it("that throws any other error shows its stack", async () => {
    expect(await fails('throw new Error("a bug");')).toMatch(/a bug[^]*at .*index\.ts/);
  });

  it("that exits by itself is reported with its exit code", async () => {
    expect(await fails("console.log(pulumi.getStack()); process.exit(3);")).toContain("non-zero exit code: 3");
  });

  it("that does not compile is reported with the compiler's message", async () => {
    // Without an option it is read under tsconfig.json, which leaves the check to the compiler.
    project.write({ "Pulumi.yaml": "name: trial\nruntime: nodejs\n" });
    expect(await fails('export const size: number = "text"; pulumi.getStack();')).toContain("TS2322");
  });

  it("with an option of the wrong type is refused by name", async () => {
    project.write({ "Pulumi.yaml": 'name: trial\nruntime: { name: nodejs, options: { typescript: "yes" } }\n' });
    const { code, output } = await project.run("preview");
    expect(code).not.toBe(0);
    expect(output).toContain('"typescript": must be true or false');
  });

  it("with a tsconfig that is not there is told its path", async () => {
    project.write({ "Pulumi.yaml": "name: trial\nruntime: { name: nodejs, options: { tsconfig: missing.json } }\n" });
    const { code, output } = await project.run("preview");
    expect(code).not.toBe(0);
    expect(output).toContain("missing.json");
  });
});

describe("a JavaScript program", () => {
  it('runs without TypeScript when the option "typescript" is false', async () => {
    project.write({
      "Pulumi.yaml": "name: trial\nmain: plain\nruntime: { name: nodejs, options: { typescript: false } }\n",
      "plain/package.json": JSON.stringify({ name: "plain", main: "index.js" }),
      "plain/index.js": "exports.asked = String(process.env.PULUMI_NODEJS_TYPESCRIPT === 'true');",
    });
    const { code, output } = await project.run("preview");
    expect(code, output).toBe(0);
    expect(output).toMatch(/asked *: "false"/);
  });
});
