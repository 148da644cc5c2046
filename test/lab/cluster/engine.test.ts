import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CoreV1Api, PatchStrategy, setHeaderOptions } from "@kubernetes/client-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog, type AuditedWrite } from "../../../lab/cluster/audit-log";
import { startLab, type Lab } from "../../../lab/cluster/lab";
import { releasePrograms } from "../../../lab/toolchain/program-name";
import { ensureToolchain } from "../../../lab/toolchain/toolchain";
import { pulumiCli, type PulumiCli } from "../../support/pulumi-cli";
import { engineFiles } from "./engine-files";

const namespace = "default";
const password = "correct horse battery staple";
const withPack = ["--policy-pack", "../pack", "--policy-pack-config", "../pack-config.json"];

/** The real engine, language host, provider and policy pack against the real API server, in the order of a stack's life. */
describe("pulumi against the lab's API server", () => {
  let lab: Lab;
  let pulumi: PulumiCli;
  let admin: CoreV1Api;
  let folder: string;
  const written = (): string[] =>
    auditLog(lab.auditLog, "pulumi")
      .filter(({ dryRun, code }) => !dryRun && code < 300)
      .map(({ verb, object, name }: AuditedWrite) => `${verb} ${object} ${name}`);

  beforeAll(async () => {
    const { folder: programs } = await ensureToolchain(releasePrograms, () => undefined);
    lab = await startLab();
    admin = (await lab.connect("admin")).makeApiClient(CoreV1Api);
    folder = join(lab.folder, "engine");
    for (const [name, text] of Object.entries(engineFiles)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    symlinkSync(resolve(__dirname, "../../../node_modules"), join(folder, "node_modules"));
    const env = { KUBECONFIG: lab.kubeconfigOf("pulumi") };
    const [project, state] = [join(folder, "program"), join(folder, "state")];
    pulumi = pulumiCli({ programs, project, state, env, spawn: lab.enter });
    await succeed("stack", "init", "trial");
    await succeed("config", "set", "count", "3");
    await succeed("config", "set", "--secret", "password", password);
  });
  afterAll(() => lab.stop());

  const succeed = async (...words: string[]): Promise<string> => {
    const { code, out, err } = await pulumi.run(...words);
    expect(code, `pulumi ${words.join(" ")}\n${out}${err}`).toBe(0);
    return out;
  };

  it("previews with the pack and writes nothing", async () => {
    const out = await succeed("preview", ...withPack);
    expect(out).toMatch(/\+ 3 to create/);
    expect(out).toContain("letters-pack");
    expect(written()).toEqual([]);
  });

  it("brings the objects up, and keeps the secret out of output, state and audit log", async () => {
    const out = await succeed("up", "--yes", ...withPack);
    expect(out).toMatch(/\+ 3 created/);
    expect(out).toMatch(/count +: "3"/);
    expect(out).toMatch(/password: \[secret\]/);
    expect((await admin.readNamespacedConfigMap({ namespace, name: "letters" })).data).toEqual({ count: "3" });
    const seal = await admin.readNamespacedSecret({ namespace, name: "seal" });
    expect(Buffer.from(seal.data?.["password"] ?? "", "base64").toString()).toBe(password);
    expect((await succeed("stack", "output", "password", "--show-secrets")).trim()).toBe(password);
    expect(written().toSorted()).toEqual(["patch configmaps letters", "patch secrets seal"]);
    expect(filesBelow(join(folder, "state")).filter((text) => text.includes(password))).toEqual([]);
    expect(readFileSync(lab.auditLog, "utf8")).not.toContain(password);
  });

  it("is refused by the pack's configured limit before anything changes", async () => {
    const before = written().length;
    await succeed("config", "set", "count", "6");
    const { code, out, err } = await pulumi.run("up", "--yes", "--skip-preview", ...withPack);
    expect(code).not.toBe(0);
    expect(out + err).toContain("at most 5 letters, got 6");
    expect(written()).toHaveLength(before);
    expect((await admin.readNamespacedConfigMap({ namespace, name: "letters" })).data).toEqual({ count: "3" });
    await succeed("config", "set", "count", "3");
  });

  it("sees with refresh what someone else has changed", async () => {
    await succeed("preview", "--refresh", "--expect-no-changes");
    const options = setHeaderOptions("Content-Type", PatchStrategy.MergePatch);
    await admin.patchNamespacedConfigMap({ namespace, name: "letters", body: { data: { count: "4" } } }, options);
    const seen = await succeed("refresh", "--yes");
    expect(seen).toMatch(/~ 1 updated/);
    expect((await pulumi.run("preview", "--expect-no-changes")).code).not.toBe(0);
  });

  it("destroys what it made, and the audit log names no other writer but the one who changed it by hand and the garbage collector", async () => {
    const out = await succeed("destroy", "--yes");
    expect(out).toMatch(/- 3 deleted/);
    const { items } = await admin.listNamespacedConfigMap({ namespace });
    expect(items.map(({ metadata }) => metadata?.name)).toEqual(["kube-root-ca.crt"]);
    expect(written().toSorted()).toEqual([
      "delete configmaps letters",
      "delete secrets seal",
      "patch configmaps letters",
      "patch secrets seal",
    ]);
    const others = auditLog(lab.auditLog).filter(
      ({ name, user, namespace: where }) =>
        where === namespace && ["letters", "seal"].includes(name ?? "") && user !== "pulumi",
    );
    // Pulumi deletes in the foreground, which ends with the garbage collector taking away the finalizer.
    const collector = "system:serviceaccount:kube-system:generic-garbage-collector";
    expect(others.map(({ user, verb, name }) => `${user} ${verb} ${name}`).toSorted()).toEqual([
      "admin patch letters",
      `${collector} patch letters`,
      `${collector} patch seal`,
    ]);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}
