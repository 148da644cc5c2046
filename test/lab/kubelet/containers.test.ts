import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { V1ContainerState, V1Job, V1Pod } from "@kubernetes/client-node";
import { ApiException } from "@kubernetes/client-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { podWorkbench, until, type PodWorkbench } from "./pod-workbench";

const namespace = "default";
const condition = (pod: V1Pod, type: string): string | undefined =>
  pod.status?.conditions?.find((one) => one.type === type)?.status;
const isReady = (pod: V1Pod): boolean => condition(pod, "Ready") === "True";
const mainState = (pod: V1Pod): V1ContainerState | undefined => pod.status?.containerStatuses?.[0]?.state;
const restarts = (pod: V1Pod): number => pod.status?.containerStatuses?.[0]?.restartCount ?? 0;

describe("the process kubelet", () => {
  let bench: PodWorkbench;
  beforeAll(async () => {
    bench = await podWorkbench();
  });
  afterAll(() => bench.lab.stop());

  const runJob = async (name: string, init: readonly string[], main: string): Promise<{ job: V1Job; pod: V1Pod }> => {
    const { batch, core, shell } = bench;
    const container = (title: string, script: string): { name: string; image: string; args: string[] } => ({
      name: title,
      image: shell,
      args: ["-c", script],
    });
    const template = {
      spec: {
        restartPolicy: "Never",
        initContainers: init.map((script, at) => container(`init-${at}`, script)),
        containers: [container("main", main)],
      },
    };
    await batch.createNamespacedJob({ namespace, body: { metadata: { name }, spec: { backoffLimit: 0, template } } });
    const over = (one: V1Job): boolean =>
      (one.status?.conditions ?? []).some(({ type }) => /Complete$|Failed$/.test(type));
    const job = await until(() => batch.readNamespacedJob({ namespace, name }), over, 30);
    const { items } = await core.listNamespacedPod({ namespace, labelSelector: `job-name=${name}` });
    expect(items).toHaveLength(1);
    return { job, pod: items[0] as V1Pod };
  };

  it("runs init containers in order, then the Job's process, and completes the Job", async () => {
    const file = join(bench.lab.folder, "order");
    const { job, pod } = await runJob(
      "orderly",
      [`echo first >> ${file}`, `sleep 0.2; echo second >> ${file}`],
      `echo third >> ${file}`,
    );
    expect(readFileSync(file, "utf8")).toBe("first\nsecond\nthird\n");
    expect(job.status?.succeeded).toBe(1);
    expect(pod.status?.phase).toBe("Succeeded");
    expect(mainState(pod)?.terminated).toMatchObject({ exitCode: 0, reason: "Completed" });
  });

  it("fails the Job with the exit code of a failing init container and never starts what comes after", async () => {
    const file = join(bench.lab.folder, "never");
    const { job, pod } = await runJob("failing-init", ["true", "exit 3", `touch ${file}`], `touch ${file}`);
    expect(job.status?.failed).toBe(1);
    expect(pod.status?.phase).toBe("Failed");
    const codes = pod.status?.initContainerStatuses?.map(({ state }) => state?.terminated?.exitCode);
    expect(codes).toEqual([0, 3, undefined]);
    expect(mainState(pod)).toEqual({ waiting: { reason: "PodInitializing" } });
    expect(existsSync(file)).toBe(false);
  });

  it("backs off from a container that keeps ending, and counts its restarts", async () => {
    const { create, until: untilPod, shell } = bench;
    await create("crashing", {}, { image: shell, args: ["-c", "echo out of luck; exit 5"] });
    const pod = await untilPod(
      "crashing",
      (one) => mainState(one)?.waiting?.reason === "CrashLoopBackOff" && restarts(one) >= 2,
    );
    expect(mainState(pod)?.waiting?.message).toMatch(/^back-off \d+s restarting failed container=main$/);
    expect(pod.status?.containerStatuses?.[0]?.lastState?.terminated?.exitCode).toBe(5);
    expect(isReady(pod)).toBe(false);
  });

  it("refuses an image that nobody registered", async () => {
    await bench.create("unknown-image", {}, { image: `registry.lab/test/web@sha256:${"0".repeat(64)}` });
    const pod = await bench.until("unknown-image", (one) => mainState(one)?.waiting?.reason === "ImagePullBackOff");
    expect(pod.status?.phase).toBe("Pending");
  });

  it("gives a container its secrets, settings and fields, and waits for a secret that is missing", async () => {
    const { core, create, until: untilPod, ask } = bench;
    const metadata = { name: "settings" };
    await core.createNamespacedConfigMap({ namespace, body: { metadata, data: { mode: "blue" } } });
    const env = [
      { name: "PASSWORD", valueFrom: { secretKeyRef: { name: "settings", key: "password" } } },
      { name: "MODE", valueFrom: { configMapKeyRef: { name: "settings", key: "mode" } } },
      { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
      { name: "ADDRESS", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
      { name: "GREETING", value: "$(POD) is $(MODE), $(UNKNOWN) and $$(MODE)" },
    ];
    await create("with-settings", {}, { env, envFrom: [{ prefix: "ALL_", configMapRef: { name: "settings" } }] });
    const waiting = await untilPod(
      "with-settings",
      (one) => mainState(one)?.waiting?.reason === "CreateContainerConfigError",
    );
    expect(mainState(waiting)?.waiting?.message).toBe('secret "settings" not found');
    await core.createNamespacedSecret({ namespace, body: { metadata, stringData: { password: "s3cret" } } });
    const pod = await untilPod("with-settings", (one) => mainState(one)?.running !== undefined);
    const shown = await until(
      () => ask(pod),
      (answer) => answer !== undefined,
      10,
    );
    expect(shown).toMatchObject({ PASSWORD: "s3cret", MODE: "blue", POD: "with-settings", ALL_mode: "blue" });
    expect(shown?.["ADDRESS"]).toBe(pod.status?.podIP);
    expect(shown?.["HOST"]).toBe(pod.status?.podIP);
    expect(shown?.["GREETING"]).toBe("with-settings is blue, $(UNKNOWN) and $(MODE)");
  });

  it("takes a pod out of the endpoints while its readiness probe fails, and back when it passes", async () => {
    const { lab, core, discovery, create, until: untilPod } = bench;
    const sick = join(lab.folder, "sick");
    const readinessProbe = { httpGet: { path: "/health", port: 8080 }, periodSeconds: 1, failureThreshold: 2 };
    const spec = { selector: { app: "flipping" }, ports: [{ port: 80, targetPort: 8080 }] };
    await core.createNamespacedService({ namespace, body: { metadata: { name: "flipping" }, spec } });
    await create("flipping", {}, { readinessProbe, env: [{ name: "SICK_FILE", value: sick }] });
    const endpointReady = async (): Promise<boolean | undefined> => {
      const labelSelector = "kubernetes.io/service-name=flipping";
      const { items } = await discovery.listNamespacedEndpointSlice({ namespace, labelSelector });
      return items[0]?.endpoints?.[0]?.conditions?.ready;
    };
    await until(endpointReady, (ready) => ready === true, 20);
    writeFileSync(sick, "");
    await until(endpointReady, (ready) => ready === false, 20);
    const pod = await untilPod("flipping", (one) => !isReady(one));
    expect(restarts(pod)).toBe(0);
    rmSync(sick);
    await until(endpointReady, (ready) => ready === true, 20);
  });

  it("restarts a container whose liveness probe fails", async () => {
    const sick = join(bench.lab.folder, "dead");
    const livenessProbe = { httpGet: { path: "/health", port: 8080 }, periodSeconds: 1, failureThreshold: 2 };
    await bench.create("dying", {}, { livenessProbe, env: [{ name: "SICK_FILE", value: sick }] });
    await bench.until("dying", isReady);
    writeFileSync(sick, "");
    await bench.until("dying", (one) => restarts(one) === 1);
    rmSync(sick);
    await bench.until("dying", isReady);
  });

  it("keeps a deleted pod answering through its preStop wait, then ends it and takes its address away", async () => {
    const { core, create, until: untilPod, ask } = bench;
    const lifecycle = { preStop: { sleep: { seconds: 2 } } };
    await create("draining", { terminationGracePeriodSeconds: 10 }, { lifecycle });
    const pod = await untilPod("draining", isReady);
    await until(
      () => ask(pod),
      (answer) => answer !== undefined,
      10,
    );
    const deleted = Date.now();
    await core.deleteNamespacedPod({ namespace, name: "draining" });
    await sleep(1000);
    expect(await ask(pod)).toBeDefined();
    await gone("draining");
    expect(Date.now() - deleted).toBeGreaterThanOrEqual(2000);
    expect(Date.now() - deleted).toBeLessThan(8000);
    expect(await ask(pod)).toBeUndefined();
  });

  it("kills a container that ignores SIGTERM when its grace period is over", async () => {
    await bench.create("stubborn", { terminationGracePeriodSeconds: 2 }, { env: [{ name: "STUBBORN", value: "1" }] });
    const pod = await bench.until("stubborn", isReady);
    await until(
      () => bench.ask(pod),
      (answer) => answer !== undefined,
      10,
    );
    const deleted = Date.now();
    await bench.core.deleteNamespacedPod({ namespace, name: "stubborn" });
    await gone("stubborn");
    expect(Date.now() - deleted).toBeGreaterThanOrEqual(2000);
    expect(await bench.ask(pod)).toBeUndefined();
  });

  it("loses its pods with the node, and runs them again when the node is back", async () => {
    const { lab, core, create, until: untilPod, ask } = bench;
    await create("survivor", {});
    const before = await untilPod("survivor", isReady);
    await until(
      () => ask(before),
      (answer) => answer !== undefined,
      10,
    );
    await lab.stopComponent("kubelet");
    expect(await ask(before)).toBeUndefined();
    await until(
      () => core.readNode({ name: "node-a" }),
      (node) => node.status?.conditions?.find(({ type }) => type === "Ready")?.status === "Unknown",
      40,
    );
    await untilPod("survivor", (one) => !isReady(one));
    await lab.startComponent("kubelet");
    const after = await untilPod("survivor", (one) => isReady(one) && restarts(one) === 1);
    expect(
      await until(
        () => ask(after),
        (answer) => answer !== undefined,
        10,
      ),
    ).toBeDefined();
  });

  async function gone(name: string): Promise<void> {
    const read = (): Promise<boolean> =>
      bench.core.readNamespacedPod({ namespace, name }).then(
        () => false,
        (problem: unknown) => problem instanceof ApiException && problem.code === 404,
      );
    await until(read, (is) => is, 20);
  }
});
