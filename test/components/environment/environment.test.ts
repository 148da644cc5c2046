import { expect, it } from "vitest";
import { Environment } from "../../../components/environment/environment";
import { deploy, type Registered } from "../../support/pulumi";
import { environmentArgs, services } from "../../support/shop";

const built = (change: object = {}): Promise<readonly Registered[]> =>
  deploy(() => new Environment("shop", { ...environmentArgs, ...change }));
const specOf = async (name: string, change: object = {}) =>
  (await built(change)).find((resource) => resource.name === `shop-${name}`)?.inputs.spec;
const kinds = (resources: readonly Registered[], kind: string): string[] =>
  resources.filter(({ type }) => type.endsWith(`:${kind}`)).map(({ name }) => name);

it("makes the namespace refuse whatever the restricted standard refuses", async () => {
  const [, namespace] = await built();
  expect(namespace?.inputs.metadata.labels).toMatchObject({
    "pod-security.kubernetes.io/enforce": "restricted",
    "pod-security.kubernetes.io/enforce-version": "v1.36",
    "pod-security.kubernetes.io/audit": "restricted",
    "pod-security.kubernetes.io/warn": "restricted",
  });
});

it("has room for stable, candidate and the release that was just replaced", async () => {
  expect((await specOf("quota")).hard).toEqual({
    pods: "15",
    "requests.cpu": "2400m",
    "requests.memory": "3Gi",
    "limits.memory": "3456Mi",
  });
});

it("counts the most replicas that a service may scale to", async () => {
  const scaled = services.map((service) => ({ ...service, scaling: { maximumReplicas: 10, cpuPercent: 70 } }));
  expect((await specOf("quota", { services: scaled })).hard.pods).toBe("60");
});

it("gives no service a token, and each its own account", async () => {
  const resources = await built({ imagePullSecrets: ["registry"] });
  const accounts = resources.filter(({ type }) => type.endsWith(":ServiceAccount")).map(({ inputs }) => inputs);
  expect(
    accounts.map(({ metadata, automountServiceAccountToken, imagePullSecrets }) => [
      metadata.name,
      automountServiceAccountToken,
      imagePullSecrets,
    ]),
  ).toEqual([
    ["api", false, [{ name: "registry" }]],
    ["web", false, [{ name: "registry" }]],
  ]);
});

it("closes everything, and names each opening", async () => {
  expect(kinds(await built(), "NetworkPolicy").sort()).toEqual([
    "shop-default-deny",
    "shop-dns",
    "shop-from-api",
    "shop-from-web",
    "shop-gateway-to-api",
    "shop-gateway-to-web",
    "shop-monitoring-to-api",
    "shop-monitoring-to-web",
  ]);
  expect(await specOf("default-deny")).toEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
});

it("lets only the gateway and the monitoring in, on the service's port", async () => {
  const from = (namespace: string) => [
    { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } },
  ];
  const ports = [{ protocol: "TCP", port: 8000 }];
  expect((await specOf("gateway-to-api")).ingress).toEqual([{ from: from("traefik"), ports }]);
  expect((await specOf("monitoring-to-api")).ingress).toEqual([{ from: from("monitoring"), ports }]);
});

it("lets a service call what the plan names, and other services through the gateway only", async () => {
  expect((await specOf("from-api")).egress).toEqual([
    { to: [{ ipBlock: { cidr: "10.20.0.5/32" } }], ports: [{ protocol: "TCP", port: 5432 }] },
    {
      to: [{ ipBlock: { cidr: "0.0.0.0/0" } }, { ipBlock: { cidr: "::/0" } }],
      ports: [{ protocol: "TCP", port: 443 }],
    },
  ]);
  expect((await specOf("from-web")).egress).toEqual([
    { to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "traefik" } } }] },
  ]);
});

it.each([
  ["an address of version 6", "fd00::1", [{ ipBlock: { cidr: "fd00::1/128" } }]],
  [
    "a service of the cluster",
    "db.data.svc.cluster.local",
    [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "data" } } }],
  ],
])("opens the way to %s and no further", async (_what, host, to) => {
  const stores = [{ name: "orders", kind: "postgres" as const, host, port: 6000 }];
  expect((await specOf("from-api", { stores })).egress[0]).toEqual({ to, ports: [{ protocol: "TCP", port: 6000 }] });
});

it("leaves out the way out of a service that calls nobody", async () => {
  const quiet = services.map((service) => ({ ...service, calls: [], callsOutside: [] }));
  expect(
    kinds(await built({ services: quiet }), "NetworkPolicy").filter((name) => name.startsWith("shop-from")),
  ).toEqual([]);
});

it.each([
  [
    "a namespace with capitals",
    { namespace: "Shop" },
    "namespace must be at most 63 lower-case letters, digits and dashes, got Shop",
  ],
  ["aws", { platform: "aws" as const }, "not built yet for this platform, choose kubernetes, got aws"],
  ["azure", { platform: "azure" as const }, "not built yet for this platform, choose kubernetes, got azure"],
])("refuses %s before anything is registered", async (_what, change, problem) => {
  const build = () => new Environment("shop", { ...environmentArgs, ...change });
  expect(await deploy(() => expect(build).toThrow(`environment "shop": ${problem}`))).toEqual([]);
});
