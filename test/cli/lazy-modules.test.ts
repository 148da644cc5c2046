import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, it } from "vitest";

const root = resolve(__dirname, "../..");

/** Runs a script in a Node.js of its own, since what is loaded belongs to a process; answers the last line that it prints. */
function run(script: string, preload: readonly string[]): unknown {
  const args = [...preload.flatMap((file) => ["--require", file]), "-e", script];
  const printed = execFileSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return JSON.parse(printed.trim().split("\n").pop() ?? "");
}

const asOurs = ["./cli/preload.js"];
/** One file inside of each package, other than its entry, where the stand-in may stand. */
const inside = [
  "/typescript/lib/typescript.js",
  "/@npmcli/arborist/lib/arborist/index.js",
  "/@pulumi/pulumi/automation/stack.js",
  "/normalize-package-data/lib/fixer.js",
];
const loaded = (name: string): string => `
  require("${name}");
  const files = Object.keys(require.cache);
  console.log(JSON.stringify(${JSON.stringify(inside)}.map((inside) => files.some((file) => file.endsWith(inside)))))`;

it.each([
  ["a program", "@pulumi/pulumi"],
  ["a policy pack", "@pulumi/policy"],
])("keeps the compiler, npm's readers and the Automation API out of %s", (_, name) => {
  expect(run(loaded(name), asOurs)).toEqual([false, false, false, false]);
  expect(run(loaded(name), [])).toEqual([true, true, true, true]);
});

it("loads the Automation API once somebody takes something of it", () => {
  const script = `console.log(JSON.stringify(Object.keys(require("@pulumi/pulumi").automation).sort()))`;
  expect(run(script, asOurs)).toEqual(run(script, []));
});

const tracing = "@pulumi/pulumi/cmd/run/tracing";

it("keeps OpenTelemetry out until tracing starts, and then records as without", () => {
  const script = `
    const tracing = require("${tracing}");
    const loaded = () => Object.keys(require.cache).some((file) => file.includes("/sdk-trace-node/"));
    const seen = [loaded(), tracing.newSpan("before").isRecording()];
    tracing.start("http://127.0.0.1:9411/api/v2/spans");
    const span = tracing.newSpan("after");
    tracing.stop();
    console.log(JSON.stringify([...seen, loaded(), span.isRecording()]));
    process.exit();`;
  expect(run(script, asOurs)).toEqual([false, false, true, true]);
  expect(run(script, [])).toEqual([true, false, true, true]);
});

it("loads the compiler once somebody serialises a function, with the same result as without", () => {
  const script = `
    const pulumi = require("@pulumi/pulumi");
    const limits = { percent: 5 };
    pulumi.runtime.serializeFunction((percent) => percent <= limits.percent).then(({ text }) => console.log(JSON.stringify(text)));`;
  const text = run(script, asOurs);
  expect(text).toContain("percent <= limits.percent");
  expect(text).toBe(run(script, []));
});

it("loads npm's reader once somebody asks for the packages of a function, with the same result as without", () => {
  const script = `
    require("@pulumi/pulumi");
    const { computeCodePaths } = require("@pulumi/pulumi/runtime/closure/codePaths");
    computeCodePaths().then((paths) => console.log(JSON.stringify([...paths.keys()].sort())));`;
  const paths = run(script, asOurs);
  expect((paths as string[]).length).toBeGreaterThan(10);
  expect(paths).toEqual(run(script, []));
});
