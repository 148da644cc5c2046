import { expect, it } from "vitest";
import { Workload } from "../../../components/workload/workload";
import { deploy, valueOf } from "../../support/pulumi";
import { share, workloadArgs } from "../../support/shop";

const digest = `sha256:${"a".repeat(64)}`;
const rolloutOf = async (change: object, service = "api") => {
  const resources = await deploy(() => new Workload("shop", { ...workloadArgs, ...change }));
  return resources.find(({ name }) => name === `shop-${service}-rollout`)?.inputs;
};

it("rolls out the services in the plan's order, each with a budget for disruptions", async () => {
  const resources = await deploy(() => new Workload("shop", workloadArgs));
  expect(resources.map(({ type, name }) => `${type} ${name}`).sort()).toEqual([
    "kubernetes:argoproj.io/v1alpha1:Rollout shop-api-rollout",
    "kubernetes:argoproj.io/v1alpha1:Rollout shop-web-rollout",
    "kubernetes:policy/v1:PodDisruptionBudget shop-api-budget",
    "kubernetes:policy/v1:PodDisruptionBudget shop-web-budget",
    "sluice:workload:Workload shop",
  ]);
  const order = resources.filter(({ name }) => name.endsWith("-rollout")).map(({ name }) => name);
  expect(order).toEqual(["shop-api-rollout", "shop-web-rollout"]);
});

it("gives a pod no right that it does not need", async () => {
  const { template } = (await rolloutOf({})).spec;
  const [container] = template.spec.containers;
  expect(template.spec.automountServiceAccountToken).toBe(false);
  expect(template.spec.securityContext).toMatchObject({
    runAsNonRoot: true,
    seccompProfile: { type: "RuntimeDefault" },
  });
  expect(container.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    capabilities: { drop: ["ALL"] },
  });
  expect([container.volumeMounts, template.spec.volumes[0].emptyDir]).toEqual([
    [{ name: "tmp", mountPath: "/tmp" }],
    { sizeLimit: "64Mi" },
  ]);
});

it("takes image, ports, paths, room and environment from the plan", async () => {
  const [container] = (await rolloutOf({})).spec.template.spec.containers;
  expect(container).toMatchObject({
    image: `registry.example.com/api@${digest}`,
    ports: [{ name: "http", containerPort: 8000 }],
    env: [
      { name: "MODE", value: "production" },
      { name: "DATABASE_URL", valueFrom: { secretKeyRef: { name: "database", key: "url" } } },
    ],
    resources: { requests: { cpu: "200m", memory: "256Mi" }, limits: { memory: "256Mi" } },
    livenessProbe: { httpGet: { path: "/health", port: "http" } },
    readinessProbe: { httpGet: { path: "/health/ready", port: "http" } },
  });
});

it("lets a pod leave the router before it is told to stop", async () => {
  const { template } = (await rolloutOf({})).spec;
  expect(template.spec.containers[0].lifecycle).toEqual({ preStop: { sleep: { seconds: 2 } } });
  expect(template.spec.terminationGracePeriodSeconds).toBe(12);
});

it("selects pods by labels that come from the names of system and service alone", async () => {
  const selectors = await Promise.all(
    [
      {},
      { images: { api: `other@${digest}`, web: `other@${digest}` } },
      { share: { ...share, release: "r9", phase: "full" } },
    ].map(async (change) => (await rolloutOf(change)).spec.selector),
  );
  const expected = { matchLabels: { "app.kubernetes.io/name": "api", "app.kubernetes.io/part-of": "shop" } };
  expect(selectors).toEqual([expected, expected, expected]);
});

it.each([
  ["traefik", { traefik: { weightedTraefikServiceName: "api" } }],
  [
    "gateway-api",
    {
      plugins: {
        "argoproj-labs/gatewayAPI": { httpRoute: "api", namespace: "shop-production", disableInProgressLabel: true },
      },
    },
  ],
] as const)("leaves the weights to the controller by way of %s", async (router, trafficRouting) => {
  const { canary } = (await rolloutOf({ router })).spec.strategy;
  expect(canary).toMatchObject({
    stableService: "api-stable",
    canaryService: "api-candidate",
    dynamicStableScale: false,
    trafficRouting,
  });
});

it.each([
  ["one pod of the candidate as a canary", "canary", 1],
  ["all pods of the candidate as blue and green", "blue-green", workloadArgs.services[0]?.replicas],
] as const)("prepares %s, without traffic", async (_what, strategy, replicas) => {
  const { canary } = (await rolloutOf({ strategy, share: { ...share, targetPercent: 0 } })).spec.strategy;
  expect(canary.steps.slice(0, -1)).toEqual([{ setWeight: 0 }, { setCanaryScale: { replicas } }]);
});

it("switches everybody in one step as blue and green, and keeps the old pods to switch back to", async () => {
  const switched = { ...share, previousPercent: 0, targetPercent: 100 };
  const { canary } = (await rolloutOf({ strategy: "blue-green", share: switched })).spec.strategy;
  expect(canary.steps.slice(0, -1)).toEqual([{ setWeight: 100 }]);
  expect(canary).toMatchObject({
    dynamicStableScale: false,
    stableService: "api-stable",
    canaryService: "api-candidate",
  });
});

it("says when every share was reached", async () => {
  let reachedAt: Workload["reachedAt"] | undefined;
  await deploy(() => {
    reachedAt = new Workload("shop", workloadArgs).reachedAt;
  });
  expect(reachedAt && (await valueOf(reachedAt))).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});

it.each([
  [
    "a renamed service",
    { releasedServices: ["api", "shop"] },
    'service "shop" is released, so it can be neither renamed nor removed, got services api, web',
  ],
  ["no services", { services: [] }, "services must name at least one, got none"],
  [
    "an image by tag",
    { images: { ...workloadArgs.images, web: "web:latest" } },
    'image of service "web" must end in @sha256: and 64 hex digits, got web:latest',
  ],
  ["a missing image", { images: { api: `a@${digest}` } }, 'image of service "web" is missing, got images of api'],
  [
    "a share of 101 percent",
    { share: { ...share, targetPercent: 101 } },
    "a share must be a whole number from 0 to 100 percent, got 101",
  ],
  [
    "half a percent before",
    { share: { ...share, previousPercent: 0.5 } },
    "a share must be a whole number from 0 to 100 percent, got 0.5",
  ],
  ["aws", { platform: "aws" as const }, "not built yet for this platform, choose kubernetes, got aws"],
  ["azure", { platform: "azure" as const }, "not built yet for this platform, choose kubernetes, got azure"],
])("refuses %s before anything is registered", async (_what, change, problem) => {
  const build = () => new Workload("shop", { ...workloadArgs, ...change });
  expect(await deploy(() => expect(build).toThrow(`workload "shop": ${problem}`))).toEqual([]);
});
