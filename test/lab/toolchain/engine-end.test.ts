import type { ChildProcess } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ensureToolchain } from "../../../lab/toolchain/toolchain";
import { engineProject, finished, until, type EngineProject } from "../../support/engine-project";

let project: EngineProject;

beforeAll(async () => {
  const { folder } = await ensureToolchain(
    ["pulumi", "pulumi-language-nodejs", "pulumi-resource-kubernetes"],
    () => undefined,
    {
      mode: "build",
    },
  );
  project = engineProject(folder, { "package.json": JSON.stringify({ name: "trial", main: "index.ts" }) });
  project.write({ "Pulumi.yaml": "name: trial\nruntime: nodejs\n" });
  expect(await project.run("stack", "init", "dev")).toMatchObject({ code: 0 });
});
afterAll(() => {
  project.remove();
});

describe("the end of the engine", () => {
  // Pulumi documents that the official host stops the program on Ctrl-C; of a killed engine it says nothing.
  const nodes = () => project.processes().filter(({ command }) => command.includes("cmd/run "));
  const hosts = () => project.processes().filter(({ command }) => command.includes("pulumi-language-nodejs"));
  const startEndless = async (more = ""): Promise<ChildProcess> => {
    project.write({
      "Pulumi.yaml": "name: trial\nruntime: nodejs\n",
      "index.ts": `
        import { spawn } from "node:child_process";
        import { writeFileSync } from "node:fs";
        process.on("SIGINT", () => undefined);
        spawn("sleep", ["600"], { stdio: "inherit" });
        writeFileSync("running", String(process.pid));
        setInterval(() => undefined, 1000);
        ${more}
        export const never = new Promise(() => undefined);`,
    });
    rmSync(join(project.folder, "running"), { force: true });
    const pulumi = project.start("up", "--yes", "--skip-preview");
    pulumi.stdout?.resume();
    pulumi.stderr?.resume();
    await until(() => existsSync(join(project.folder, "running")), 30, "the program runs");
    expect([nodes().length, hosts().length]).toEqual([1, 1]);
    return pulumi;
  };
  const pidOf = (pulumi: ChildProcess): number => pulumi.pid ?? expect.fail("pulumi did not start");

  afterEach(async () => {
    expect(await project.run("cancel", "--yes")).toBeDefined();
  });

  it("by Ctrl-C ends program and host within seconds, also a program that ignores it, and its children", async () => {
    const pulumi = await startEndless();
    process.kill(-pidOf(pulumi), "SIGINT");
    const took = await until(() => project.processes().length === 0, 10, "all processes have ended");
    console.log(`Ctrl-C: nothing left after ${String(took)} ms`);
  });

  it("by SIGTERM ends program and host within seconds", async () => {
    const pulumi = await startEndless();
    process.kill(pidOf(pulumi), "SIGTERM");
    const took = await until(() => project.processes().length === 0, 10, "all processes have ended");
    console.log(`SIGTERM: nothing left after ${String(took)} ms`);
  });

  it("by SIGKILL leaves no orphan: no host, program, child of the program, or Kubernetes provider", async () => {
    const pulumi = await startEndless(`
      const { Provider } = require("@pulumi/kubernetes/provider");
      new Provider("render", { renderYamlToDirectory: "rendered" });`);
    const providers = () => project.processes().filter(({ command }) => command.includes("pulumi-resource-kubernetes"));
    await until(() => providers().length > 0, 30, "the provider runs");
    process.kill(pidOf(pulumi), "SIGKILL");
    const took = await until(() => project.processes().length === 0, 10, "all processes have ended");
    console.log(`SIGKILL: nothing left after ${String(took)} ms`);
  });

  it("of the host alone, by SIGKILL, ends the program at once and fails the update", async () => {
    const pulumi = await startEndless();
    const result = finished(pulumi);
    const [host] = hosts();
    process.kill(host?.pid ?? expect.fail("no host"), "SIGKILL");
    await until(() => nodes().length === 0, 3, "the program has ended");
    expect((await result).code).not.toBe(0);
    // The program's own child has lost its group's leader; nobody but the test can know it.
    for (const { pid } of project.processes()) process.kill(pid, "SIGKILL");
  });
});
