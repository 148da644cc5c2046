/** A program with a secret and a pack with configuration, each in files of their own. The stack's name is `trial`. */
export const engineFiles: Readonly<Record<string, string>> = {
  "program/Pulumi.yaml": "name: letters\nruntime: nodejs\n",
  "program/package.json": `{ "name": "letters", "private": true, "main": "index.ts" }\n`,
  "program/tsconfig.json": `{ "compilerOptions": { "module": "nodenext", "strict": true, "skipLibCheck": true } }\n`,
  "program/index.ts": `
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const namespace = "default";
const letters = new kubernetes.core.v1.ConfigMap("letters", {
  metadata: { name: "letters", namespace },
  data: { count: config.require("count") },
});
const seal = new kubernetes.core.v1.Secret("seal", {
  metadata: { name: "seal", namespace },
  stringData: { password: config.requireSecret("password") },
});
export const count = letters.data.apply((data) => data.count);
export const password = seal.stringData.apply((data) => data.password);
`,
  "pack/PulumiPolicy.yaml": "runtime: nodejs\n",
  "pack/package.json": `{ "name": "letters-pack", "version": "1.0.0", "private": true, "main": "index.js" }\n`,
  "pack/index.js": `
const { PolicyPack } = require("@pulumi/policy");

new PolicyPack("letters-pack", {
  policies: [
    {
      name: "letter-limit",
      description: "A ConfigMap counts no more letters than the pack's configuration allows.",
      enforcementLevel: "mandatory",
      configSchema: { properties: { most: { type: "number" } }, required: ["most"] },
      validateResource: ({ type, props, getConfig }, report) => {
        const { most } = getConfig();
        if (type === "kubernetes:core/v1:ConfigMap" && Number(props.data.count) > most) {
          report("at most " + most + " letters, got " + props.data.count);
        }
      },
    },
  ],
});
`,
  "pack-config.json": `{ "letter-limit": { "most": 5 } }\n`,
};
