import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { namespaceOf } from "../../contract/object-names";
import { machineRoles } from "../../trust/trust";
import { clusterApi, type ClusterApi } from "../support/cluster-api";
import { releasePrograms } from "../../lab/toolchain/program-name";
import { ensureToolchain } from "../../lab/toolchain/toolchain";
import { storyStack, type StoryStack } from "../support/story-stack";

// Secrets of every kind that a release comes near, each unique to this run, and then a search through all that the release leaves behind.
let stack: StoryStack;
let api: ClusterApi;
let namespace: string;
let programs: string;
const printed: string[] = [];
const planted = new Map<string, string>();
const environment = ["GITHUB_TOKEN", "NPM_TOKEN", "AWS_SECRET_ACCESS_KEY", "PULUMI_ACCESS_TOKEN", "VAULT_TOKEN"];
const repository = resolve(__dirname, "../..");

beforeAll(async () => {
  ({ folder: programs } = await ensureToolchain(releasePrograms, () => undefined));
  stack = await storyStack("mcp-jira-server");
  api = await clusterApi(stack.lab);
  namespace = namespaceOf(stack.plan.system, "production");
  for (const name of environment) planted.set(`variable ${name}`, `canary-${randomUUID()}`);
  plantKeys();
  const kubeconfig = parse(readFileSync(stack.lab.kubeconfigOf("pulumi"), "utf8")) as {
    users: { user: { token: string } }[];
  };
  planted.set("token of the kubeconfig", kubeconfig.users[0]?.user.token ?? "");
}, 1_800_000);
afterAll(() => stack.stop());

/** The private half of every key that signs in this run: the middle of its text, without the part that all keys of a type share. */
function plantKeys(): void {
  for (const role of ["release-manager", "operations", ...machineRoles]) {
    const pem = stack.project.cast.keyOf(role).privateKey.export({ format: "pem", type: "pkcs8" }).toString();
    planted.set(`private key of ${role}`, pem.split("\n").slice(1, -2).join("").slice(22, 60));
  }
}

/** Runs a program in the lab with secrets in its environment, and keeps all that it prints. */
async function ran(program: string, ...words: string[]): Promise<number> {
  const root = stack.project.root;
  const env = {
    ...{ LANG: "C.UTF-8", HOME: join(root, "state"), PULUMI_HOME: join(root, "state", ".pulumi") },
    ...{ PULUMI_BACKEND_URL: `file://${join(root, "state")}`, PULUMI_CONFIG_PASSPHRASE: "" },
    ...{ PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true" },
    KUBECONFIG: stack.lab.kubeconfigOf("pulumi"),
    PATH: [join(repository, "node_modules/.bin"), programs, process.env["PATH"]].join(":"),
    ...Object.fromEntries(environment.map((name) => [name, planted.get(`variable ${name}`)])),
  };
  const { code, out, err } = await stack.lab.run(program, words, { cwd: root, env });
  printed.push(out, err);
  return code;
}
const pulumi = (...words: string[]) => ran("pulumi", ...words, "--stack", "production", "--non-interactive");
const sluice = (...words: string[]) =>
  ran("node", join(repository, "cli/sluice.js"), ...words, "--cwd", stack.project.root, "--stack", "production");

/** Every file below a folder, as bytes of any kind read as text. */
const filesBelow = (folder: string): readonly (readonly [path: string, text: string])[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path, readFileSync(path, "latin1")] as const);

/** A secret as it stands, and as it would stand encoded. */
const forms = (secret: string): readonly string[] => {
  const bytes = Buffer.from(secret);
  // Base64 of a part of a longer text looks otherwise at each of three offsets; its middle is looked for.
  const shifted = [0, 1, 2].map((at) =>
    Buffer.concat([Buffer.alloc(at), bytes])
      .toString("base64")
      .slice(4, -4),
  );
  return [secret, bytes.toString("hex"), encodeURIComponent(secret), ...shifted];
};
const found = (texts: readonly (readonly [place: string, text: string])[]): readonly string[] =>
  texts.flatMap(([place, text]) =>
    [...planted]
      .filter(([, secret]) => forms(secret).some((form) => text.includes(form)))
      .map(([name]) => `${name} in ${place}`),
  );

describe("secrets", () => {
  it("are there: in the cluster, in the environment, and in the keys that sign", async () => {
    stack.story.ask("bootstrap", "1.0.0");
    await stack.project.pulumi("stack", "init", "production");
    expect(await stack.story.sign()).toBeGreaterThan(0);
    await stack.story.up();
    const { body } = await api.call("GET", `/api/v1/namespaces/${namespace}/secrets`);
    for (const { metadata, data } of body.items as { metadata: { name: string }; data: Record<string, string> }[]) {
      for (const [key, value] of Object.entries(data)) {
        planted.set(`secret ${metadata.name}/${key}`, Buffer.from(value, "base64").toString());
      }
    }
    expect([...planted.values()].every((secret) => secret.length > 20)).toBe(true);
    expect([...planted.keys()].filter((name) => name.startsWith("secret "))).toEqual([
      "secret mcp-jira-server/jira-api-token",
    ]);
  });

  it("are found in no state, output, log, report, journal or progress", async () => {
    expect(await pulumi("preview", "--diff", "--policy-pack", stack.project.pack)).toBe(0);
    expect(await pulumi("preview", "--json", "--refresh")).toBe(0);
    expect(await pulumi("up", "--yes", "--json", "--skip-preview", "--policy-pack", stack.project.pack)).toBe(0);
    expect(await pulumi("stack", "output", "--json", "--show-secrets")).toBe(0);
    expect(await pulumi("stack", "export")).toBe(0);
    stack.story.ask("prepare", "2.0.0");
    expect(await sluice("explain", "--json")).not.toBe(1);
    expect(await sluice("explain")).not.toBe(1);
    expect(await pulumi("preview", "--policy-pack", stack.project.pack)).not.toBe(0);
    const objects = [
      "/api/v1/namespaces/NS/configmaps",
      "/apis/argoproj.io/v1alpha1/namespaces/NS/rollouts",
      "/api/v1/namespaces/NS/events",
    ];
    const inCluster = await Promise.all(
      objects.map(async (path) => {
        const { code, body } = await api.call("GET", path.replace("NS", namespace));
        expect(code).toBe(200);
        return [path, JSON.stringify(body)] as const;
      }),
    );
    const files = filesBelow(stack.project.root);
    expect(files.map(([path]) => path)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/stacks\/.*production\.json$/),
        expect.stringMatching(/journal\.jsonl$/),
      ]),
    );
    expect(printed.join("").length).toBeGreaterThan(10_000);
    const audit = ["audit log", readFileSync(stack.lab.auditLog, "utf8")] as const;
    expect(
      found([...files, ...inCluster, audit, ...printed.map((text, at) => [`output ${at}`, text] as const)]),
    ).toEqual([]);
  });

  it("would be found if they stood anywhere, also encoded", () => {
    for (const [name, secret] of planted) {
      const texts = [
        secret,
        `{"a":"${secret}"}`,
        Buffer.from(`token: ${secret}!`).toString("base64"),
        Buffer.from(secret).toString("hex"),
      ];
      for (const text of texts) expect(found([["here", text]])).toContain(`${name} in here`);
    }
  });

  it("are in no message about what could not be used", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sluice-secrets-"));
    const secret = planted.get("variable VAULT_TOKEN") ?? "";
    const [key, kubeconfig] = [join(folder, "key.pem"), join(folder, "kubeconfig")];
    writeFileSync(key, `-----BEGIN ${"PRIVATE"} KEY-----\n${secret}\n-----END ${"PRIVATE"} KEY-----\n`, {
      mode: 0o600,
    });
    const good = readFileSync(stack.lab.kubeconfigOf("pulumi"), "utf8");
    writeFileSync(
      kubeconfig,
      good.replace(/server: \S+/, "server: https://127.0.0.1:1").replace(/token: \S+/, `token: ${secret}`),
      { mode: 0o600 },
    );
    const before = printed.length;
    expect(await sluice("sign", "legal", "--key", key)).not.toBe(0);
    const { code, out, err } = await stack.lab.run(
      "node",
      [join(repository, "cli/sluice.js"), "explain", "--cwd", stack.project.root, "--stack", "production"],
      {
        cwd: stack.project.root,
        env: { PATH: process.env["PATH"], HOME: folder, KUBECONFIG: kubeconfig },
      },
    );
    rmSync(folder, { recursive: true });
    expect(code).not.toBe(0);
    const said = [...printed.slice(before), out, err];
    expect(said.join("").length).toBeGreaterThan(100);
    expect(found(said.map((text) => ["a message", text] as const))).toEqual([]);
  });
});
