import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AuthenticationV1Api, type V1Container, type V1Pod, type V1PodSpec } from "@kubernetes/client-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { podWorkbench, type PodWorkbench } from "./pod-workbench";

const namespace = "default";
const tokenFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

describe("the volumes of a pod", () => {
  let bench: PodWorkbench;
  beforeAll(async () => {
    bench = await podWorkbench();
  });
  afterAll(() => bench.lab.stop());

  /** Runs a shell script as a pod to its end and answers what it wrote to `$OUT`. */
  const script = async (
    name: string,
    text: string,
    spec: Partial<V1PodSpec>,
    container: Partial<V1Container> = {},
  ): Promise<string> => {
    const file = join(bench.lab.folder, name);
    const env = [{ name: "OUT", value: file }];
    await bench.create(
      name,
      { restartPolicy: "Never", ...spec },
      { image: bench.shell, args: ["-c", text], env, ...container },
    );
    const over = (one: V1Pod): boolean => ["Succeeded", "Failed"].includes(one.status?.phase ?? "");
    const pod = await bench.until(name, over);
    expect(pod.status?.phase, JSON.stringify(pod.status?.containerStatuses)).toBe("Succeeded");
    return readFileSync(file, "utf8");
  };

  it("hold a token of the service account that the API server knows, with its namespace and authority", async () => {
    const out = await script(
      "with-token",
      `cd ${tokenFolder} && cat namespace token > $OUT && grep -q BEGIN ca.crt`,
      {},
    );
    expect(out.startsWith("default")).toBe(true);
    const token = out.slice("default".length);
    const api = (await bench.lab.connect("admin")).makeApiClient(AuthenticationV1Api);
    const { status } = await api.createTokenReview({ body: { spec: { token } } });
    expect(status?.authenticated).toBe(true);
    expect(status?.user?.username).toBe("system:serviceaccount:default:default");
    expect(existsSync(tokenFolder)).toBe(false);
  });

  it("hold no token when the pod wants none", async () => {
    const out = await script("without-token", `ls -d ${tokenFolder} > $OUT 2>&1; true`, {
      automountServiceAccountToken: false,
    });
    expect(out).toMatch(/No such file/);
  });

  it("hold a Secret's keys, read only, a ConfigMap's single file, and what an init container left", async () => {
    const { core, shell } = bench;
    await core.createNamespacedSecret({
      namespace,
      body: { metadata: { name: "keys" }, stringData: { a: "1", b: "2" } },
    });
    await core.createNamespacedConfigMap({
      namespace,
      body: { metadata: { name: "modes" }, data: { "mode.txt": "blue" } },
    });
    const spec: Partial<V1PodSpec> = {
      volumes: [
        { name: "keys", secret: { secretName: "keys", items: [{ key: "b", path: "deep/key" }] } },
        { name: "modes", configMap: { name: "modes" } },
        { name: "shared", emptyDir: {} },
      ],
      initContainers: [
        {
          name: "before",
          image: shell,
          args: ["-c", "echo left > /shared-data/note"],
          volumeMounts: [{ name: "shared", mountPath: "/shared-data" }],
        },
      ],
    };
    const volumeMounts = [
      { name: "keys", mountPath: "/etc/lab-keys", readOnly: true },
      { name: "modes", mountPath: "/opt/app/mode", subPath: "mode.txt" },
      { name: "shared", mountPath: "/shared-data" },
    ];
    const text = `cat /etc/lab-keys/deep/key /opt/app/mode /shared-data/note > $OUT
      ls /etc/lab-keys >> $OUT; touch /etc/lab-keys/new 2>> $OUT; true`;
    const out = await script("mounted", text, spec, { volumeMounts });
    expect(out).toMatch(/^2blueleft\ndeep\ntouch: .*Read-only file system\n$/);
    for (const path of ["/etc/lab-keys", "/opt/app", "/shared-data"]) expect(existsSync(path)).toBe(false);
  });

  it("never hide the program, which lies on this machine and not in an image", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sluice-hidden-"));
    const program = join(folder, "program.sh");
    writeFileSync(program, "ls $1 > $OUT");
    const spec: Partial<V1PodSpec> = { volumes: [{ name: "tmp", emptyDir: {} }] };
    const volumeMounts = [{ name: "tmp", mountPath: tmpdir() }];
    const command = ["sh", program, tmpdir()];
    const out = await script("over-the-program", "", spec, { command, args: [], volumeMounts });
    expect(out).toBe(`${folder.split("/").at(-1)}\n`);
    rmSync(folder, { recursive: true });
  });
});
