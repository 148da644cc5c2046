import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { beside, changed, refusesEach, said, type GuardrailRow } from "../../support/guardrail-rows";
import { guardedStack, shownOf } from "../../support/guarded-stack";
import { unknownValue } from "../../support/policy";
import { startPack, type RunningPack, type Shown } from "../../support/policy-pack";

// The pack runs in its own process and is asked in the engine's protocol; the resources are those that the components declare.
let pack: RunningPack;
let stack: readonly Shown[];
beforeAll(async () => {
  pack = await startPack({ KUBECONFIG: "/nonexistent" });
  stack = await guardedStack({ project: "systems/proofile", targetPercent: 5 });
  await pack.analyze(shownOf(stack, "Release"));
}, 120_000);
afterAll(() => pack.stop());

const api = (path: string, value: unknown) => (): Shown => changed(shownOf(stack, "Rollout", "api"), path, value);
const pod = "spec.template.spec";
const box = `${pod}.containers.0`;
const rights = `${box}.securityContext`;
const other = `registry.example.com/api@sha256:${"f".repeat(64)}`;
const judged = `sha256:${"0".repeat(64)}`;
const token = { name: "token", projected: { sources: [{ serviceAccountToken: { path: "t" } }] } };
const env = (change: (list: { name: string; value?: string }[]) => object[]) => (): Shown => {
  const rollout = shownOf(stack, "Rollout", "api");
  const list = (rollout.props as { spec: { template: { spec: { containers: { env: [] }[] } } } }).spec.template.spec;
  return changed(rollout, `${box}.env`, change(list.containers[0]?.env ?? []));
};

const rows: readonly GuardrailRow[] = [
  [
    "no readiness probe",
    "pod-probes",
    api(`${box}.readinessProbe`, undefined),
    'container "api" must have a readinessProbe, got none',
  ],
  [
    "an empty liveness probe",
    "pod-probes",
    api(`${box}.livenessProbe`, {}),
    'container "api" must have a livenessProbe, got none',
  ],
  [
    "no memory limit",
    "pod-limits",
    api(`${box}.resources.limits`, undefined),
    'container "api" must have resources.limits.memory, got none',
  ],
  [
    "no request for CPU",
    "pod-limits",
    api(`${box}.resources.requests.cpu`, undefined),
    'container "api" must have resources.requests.cpu, got none',
  ],
  [
    "root by number",
    "pod-privileges",
    api(`${rights}.runAsUser`, 0),
    'container "api" must not run as root, got runAsUser: 0',
  ],
  [
    "root where the container allows it",
    "pod-privileges",
    api(`${rights}.runAsNonRoot`, false),
    'container "api" must not run as root, got no runAsNonRoot: true',
  ],
  [
    "a root file system to write",
    "pod-privileges",
    api(`${rights}.readOnlyRootFilesystem`, false),
    'container "api" must not write its root file system, got no readOnlyRootFilesystem: true',
  ],
  [
    "privileges to gain",
    "pod-privileges",
    api(`${rights}.allowPrivilegeEscalation`, undefined),
    'container "api" must not gain privileges, got no allowPrivilegeEscalation: false',
  ],
  [
    "capabilities that stay",
    "pod-privileges",
    api(`${rights}.capabilities.drop`, ["NET_RAW"]),
    'container "api" must drop ALL capabilities, got drop NET_RAW',
  ],
  [
    "capabilities added",
    "pod-privileges",
    api(`${rights}.capabilities.add`, ["SYS_ADMIN"]),
    'container "api" must not add capabilities, got SYS_ADMIN',
  ],
  [
    "a privileged container",
    "pod-privileges",
    api(`${rights}.privileged`, true),
    'container "api" must not be privileged, got privileged: true',
  ],
  [
    "the network of the node",
    "pod-privileges",
    api(`${pod}.hostNetwork`, true),
    "it must not share the node's own, got hostNetwork: true",
  ],
  [
    "a folder of the node",
    "pod-privileges",
    api(`${pod}.volumes.0`, { name: "node", hostPath: { path: "/" } }),
    'volume "node" must not be a folder of the node, got a hostPath',
  ],
  [
    "a token",
    "pod-token",
    api(`${pod}.automountServiceAccountToken`, undefined),
    "its token must not be mounted, got no automountServiceAccountToken: false",
  ],
  [
    "a token by the back door",
    "pod-token",
    api(`${pod}.volumes.0`, token),
    'volume "token" must not carry a token for the API server, got a projected one',
  ],
  [
    "an image by tag",
    "released-images",
    api(`${pod}.initContainers`, [{ name: "more", image: "busybox:1" }]),
    'image of container "more" must be named by digest, got busybox:1',
  ],
  [
    "another image than the judged one",
    "released-images",
    api(`${box}.image`, other),
    `container "api" must run the judged ${judged}, got ${other}`,
  ],
  [
    "the judged image under another name",
    "released-images",
    api(`${box}.name`, "app"),
    `container "api" must run the judged ${judged}, got no such container`,
  ],
  [
    "a service that is in no release",
    "released-images",
    api("metadata.name", "extra"),
    "a Rollout must have the name of a service of the release (api, web), got extra",
  ],
  [
    "a locked setting with another value",
    "locked-settings",
    env((list) => list.map((one) => (one.name === "CSRF_ENABLED" ? { ...one, value: "false" } : one))),
    'CSRF_ENABLED of service "api" must be "true", got "false"',
  ],
  [
    "a locked setting that is set once more",
    "locked-settings",
    env((list) => [...list, { name: "CSRF_ENABLED", value: "false" }]),
    'CSRF_ENABLED of service "api" must be "true", got "true", "false"',
  ],
  [
    "a locked setting left out",
    "locked-settings",
    env((list) => list.filter(({ name }) => name !== "ENVIRONMENT")),
    'ENVIRONMENT of service "api" must be "production", got none',
  ],
  [
    "a template in another object",
    "pod-probes",
    api("spec.template", undefined),
    "cannot be checked, spec.template: Invalid input: expected object, received undefined",
  ],
  [
    "a probe that is not known yet",
    "pod-probes",
    api(`${box}.readinessProbe`, unknownValue),
    `cannot be checked, its string value at .${box}.readinessProbe can't be known during preview`,
  ],
  [
    "an image that is not known yet",
    "released-images",
    api(`${box}.image`, unknownValue),
    `cannot be checked, its string value at .${box}.image can't be known during preview`,
  ],
];

describe("the pack, of pods,", () => {
  refusesEach(rows, () => pack);

  it("does not ask a job for probes, and asks it for all the rest", async () => {
    const { spec } = shownOf(stack, "Rollout", "api").props as { spec: { template: object } };
    const job = beside(shownOf(stack, "Rollout"), "kubernetes:batch/v1:Job", { spec: { template: spec.template } });
    const bare = changed(changed(job, `${box}.readinessProbe`, undefined), `${box}.livenessProbe`, undefined);
    expect(await said(pack, bare)).toEqual([]);
    const loose = changed(bare, `${box}.securityContext.readOnlyRootFilesystem`, false);
    expect((await said(pack, loose)).map(({ policy }) => policy)).toEqual(["pod-privileges"]);
  });

  it("lets a token for somebody else than the API server be mounted", async () => {
    const sources = [{ serviceAccountToken: { path: "t", audience: "vault" } }];
    expect(await said(pack, api(`${pod}.volumes.0`, { name: "token", projected: { sources } })())).toEqual([]);
  });
});
