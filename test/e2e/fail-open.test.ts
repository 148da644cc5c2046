import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureToolchain } from "../../lab/toolchain/toolchain";
import { echoPlugin } from "../support/engine-files";
import { engineProject, type EngineProject } from "../support/engine-project";

// The real engine on a program whose release claims a phase that is known only once another resource exists. Every pack asks for the phase
// "canary", and the phase is never that. No cluster takes part: the claim is all that is judged here.

const program: Readonly<Record<string, string>> = {
  "Pulumi.yaml": "name: trial\nruntime: nodejs\nplugins: { providers: [{ name: echo, path: ./echo }] }\n",
  "package.json": JSON.stringify({ name: "trial", version: "1.0.0", main: "index.js" }),
  "index.js": `
const pulumi = require("@pulumi/pulumi");
class Echo extends pulumi.CustomResource {
  constructor(name, args) { super("echo:index:Echo", name, { ...args, doubled: undefined }); }
}
class Release extends pulumi.ComponentResource {
  constructor(name, claim) { super("sluice:index:Release", name, claim); this.registerOutputs({}); }
}
new Release("shop", { schema: 1, phase: new Echo("echo", { text: "full" }).doubled });
`,
};

const stockPack: Readonly<Record<string, string>> = {
  "stock/PulumiPolicy.yaml": "runtime: nodejs\nversion: 1.0.0\n",
  "stock/package.json": JSON.stringify({ name: "stock", version: "1.0.0", main: "index.js" }),
  "stock/index.js": `
const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("stock", {
  policies: [{
    name: "only-canary",
    description: "A release claims the phase canary.",
    enforcementLevel: "mandatory",
    validateResource: ({ type, props }, reportViolation) => {
      if (type === "sluice:index:Release" && props.phase !== "canary") reportViolation("got " + props.phase);
    },
  }],
});
`,
};
const ourPack = resolve(__dirname, "../../policies");

let project: EngineProject;
beforeAll(async () => {
  const { folder } = await ensureToolchain(["pulumi", "pulumi-language-nodejs"], () => undefined, { mode: "build" });
  project = engineProject(folder, { ...program, ...echoPlugin, ...stockPack });
  expect(await project.run("stack", "init", "dev")).toMatchObject({ code: 0 });
});
afterAll(() => project.remove());

/** How many resources the engine has made. */
async function made(): Promise<number> {
  const { output } = await project.run("stack", "export");
  const { deployment } = JSON.parse(output) as { deployment: { resources?: readonly { readonly type: string }[] } };
  return (deployment.resources ?? []).filter(({ type }) => type.startsWith("echo:")).length;
}

describe("a claim that is not known yet", () => {
  it("passes a stock mandatory policy in a preview: the engine makes it advice", async () => {
    const { code, output } = await project.run("preview", "--policy-pack", "stock");
    expect(code, output).toBe(0);
    expect(output).toMatch(/\[advisory\]\s+only-canary/);
    expect(output).toContain("can't run policy 'only-canary' from policy pack 'stock@v1.0.0' during preview");
    expect(output).not.toContain("[mandatory]");
  });

  it("is refused by our pack in the same preview", async () => {
    const { code, output } = await project.run("preview", "--policy-pack", ourPack);
    expect(code, output).not.toBe(0);
    expect(output).toMatch(/\[mandatory\]\s+life-cycle/);
    expect(output).toContain('release "shop": the claim is not known yet, so it cannot be judged');
    expect(output).toMatch(/\[mandatory\]\s+one-release/);
    expect(output).toContain("cannot be checked, its string value at .phase can't be known during preview");
  });

  it("lets an update begin under the stock policy, which then stops it halfway, and not under ours", async () => {
    const ours = await project.run("up", "--yes", "--policy-pack", ourPack);
    expect(ours.code, ours.output).not.toBe(0);
    expect(await made()).toBe(0);
    const stock = await project.run("up", "--yes", "--policy-pack", "stock");
    expect(stock.code, stock.output).not.toBe(0);
    expect(stock.output).toMatch(/\[mandatory\]\s+only-canary/);
    expect(await made()).toBe(1);
  });
});
