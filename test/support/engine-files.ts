/** A program with typed configuration, a secret, an own component and a resource of an own provider. It notes each run in `runs.log`. */
export const trialProgram: Readonly<Record<string, string>> = {
  "Pulumi.yaml": `
name: trial
runtime: { name: nodejs, options: { nodeargs: --stack-trace-limit=77, tsconfig: tsconfig.pulumi.json } }
plugins: { providers: [{ name: echo, path: ./echo }] }
`,
  "package.json": JSON.stringify({ name: "trial", version: "1.0.0", main: "index.ts" }),
  "tsconfig.json": compilerOptions({ noUnusedLocals: true }),
  "tsconfig.pulumi.json": compilerOptions({ noCheck: true }),
  "index.ts": `
import { appendFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";

appendFileSync("runs.log", "run\\n");
const config = new pulumi.Config();
const unused = "an error under tsconfig.json";
console.log("printed by the program");
console.error("complained by the program");
console.log(\`dry run: \${pulumi.runtime.isDryRun()}\`);

class Sized extends pulumi.ComponentResource {
  constructor(name: string, args: { readonly size: number }) {
    super("sluice:test:Sized", name, args);
  }
}
class Echo extends pulumi.CustomResource {
  declare readonly doubled: pulumi.Output<string>;
  constructor(name: string, args: { readonly text: string }) {
    super("echo:index:Echo", name, { ...args, doubled: undefined });
  }
}
export const password = config.requireSecret("password");
export const size = config.requireNumber("size");
export const project = pulumi.getProject();
export const stack = pulumi.getStack();
export const stackTraceLimit = Error.stackTraceLimit;
new Sized("sized", { size });
export const echoed = new Echo("echo", { text: "hello" }).doubled;
`,
};

/** A policy pack with a configuration of its own, a mandatory limit on `Sized`. */
export const sizePack: Readonly<Record<string, string>> = {
  "pack/PulumiPolicy.yaml": "runtime: nodejs\nversion: 1.0.0\n",
  "pack/package.json": JSON.stringify({ name: "size-pack", version: "1.0.0", main: "index.ts" }),
  "pack/tsconfig.json": compilerOptions({ noCheck: true }),
  "pack/index.ts": `
import * as pulumi from "@pulumi/pulumi";
import { PolicyPack } from "@pulumi/policy";

new PolicyPack("size-pack", {
  policies: [
    {
      name: "size-limit",
      description: "A sized component keeps the limit.",
      enforcementLevel: "mandatory",
      configSchema: { properties: { maximumSize: { type: "number" } } },
      validateResource: (args, reportViolation) => {
        const { maximumSize } = args.getConfig<{ maximumSize: number }>();
        const size = args.props["size"] as number;
        if (args.type === "sluice:test:Sized" && size > maximumSize) {
          const where = \`\${pulumi.getProject()}/\${pulumi.getStack()}\`;
          reportViolation(\`\${where} allows a size of at most \${maximumSize}, got \${size}\`);
        }
      },
    },
  ],
});
`,
};

/** A provider written for Node.js that says everything twice. */
export const echoPlugin: Readonly<Record<string, string>> = {
  "echo/PulumiPlugin.yaml": "runtime: nodejs\n",
  "echo/package.json": JSON.stringify({ name: "echo", version: "1.0.0", main: "index.ts" }),
  "echo/tsconfig.json": compilerOptions({ noCheck: true }),
  "echo/index.ts": `
import * as provider from "@pulumi/pulumi/provider";

class EchoProvider implements provider.Provider {
  readonly version = "1.0.0";
  async check(_urn: string, _olds: unknown, news: unknown) {
    return { inputs: news };
  }
  async create(_urn: string, inputs: { readonly text: string }) {
    return { id: "echo", outs: { ...inputs, doubled: \`\${inputs.text}, \${inputs.text}\` } };
  }
  async read(id: string, _urn: string, props: unknown) {
    return { id, props };
  }
  async delete() {}
}
void provider.main(new EchoProvider() as provider.Provider, process.argv.slice(2));
`,
};

function compilerOptions(own: Readonly<Record<string, unknown>>): string {
  const shared = { module: "nodenext", target: "es2022", strict: true, skipLibCheck: true, types: ["node"] };
  return JSON.stringify({ compilerOptions: { ...shared, ...own } }, null, 2);
}
