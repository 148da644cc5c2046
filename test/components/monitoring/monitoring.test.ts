import { describe, expect, it } from "vitest";
import { Monitoring, type MonitoringArgs } from "../../../components/monitoring/monitoring";
import { manifests, type Manifest } from "../../support/manifests";
import { monitoredPlan, monitoringArgs, monitoringSettings } from "../../support/monitored";
import { deploy, valueOf } from "../../support/pulumi";

const built = async (change: Partial<MonitoringArgs> = {}): Promise<readonly Manifest[]> =>
  manifests(await deploy(() => new Monitoring("shop", { ...monitoringArgs, ...change })));
const kinds = (objects: readonly Manifest[]) => {
  const all = objects.map(({ kind }) => kind);
  return Object.fromEntries([...new Set(all)].map((kind) => [kind, all.filter((each) => each === kind).length]));
};
const named = (objects: readonly Manifest[], kind: string, name: string) =>
  objects.find((one) => one.kind === kind && one.metadata.name === name);
const added = (query: string) => ({ name: "retrievals", unit: "number", better: "higher", query }) as const;

describe("the monitoring", () => {
  it("is one object of rules, a scrape for each service, a probe for each path and track, and the routes", async () => {
    expect(kinds(await built())).toEqual({ PodMonitor: 2, Probe: 8, AlertmanagerConfig: 1, PrometheusRule: 1 });
  });

  it("carries the labels by which the cluster's monitoring selects it, and the fixed field manager", async () => {
    for (const { metadata } of await built()) {
      expect(metadata.labels).toMatchObject({ release: "kube-prometheus-stack", "app.kubernetes.io/part-of": "shop" });
      expect(metadata.annotations).toMatchObject({ "pulumi.com/patchFieldManager": "sluice" });
      expect(metadata.namespace).toBe("shop-production");
    }
  });

  it("scrapes each pod on the plan's path and takes its track from the pod", async () => {
    const objects = await built();
    const [endpoint] = named(objects, "PodMonitor", "api")?.spec.podMetricsEndpoints ?? [];
    expect(endpoint).toMatchObject({ port: "http", path: "/metrics", interval: "15s", scrapeTimeout: "15s" });
    expect(endpoint.relabelings).toContainEqual({
      action: "replace",
      sourceLabels: ["__meta_kubernetes_pod_label_sluice_dev_track"],
      targetLabel: "track",
    });
  });

  it("asks the four health paths of a service where the plan names them", async () => {
    const [first, ...rest] = monitoredPlan.services;
    if (first === undefined) throw new Error("the shop has services");
    const health = {
      live: "/health",
      ready: "/health",
      detailed: "/health/detailed",
      tools: "/health/tools",
      metrics: "/metrics",
    };
    const objects = await built({ plan: { ...monitoredPlan, services: [{ ...first, health }, ...rest] } });
    const asked = objects
      .filter(({ kind }) => kind === "Probe")
      .flatMap(({ spec }) => spec.targets.staticConfig.static);
    expect(asked.filter((address: string) => address.includes("api-candidate"))).toEqual(
      ["/health", "/health/detailed", "/health/tools", "/metrics"].map(
        (path) => `http://api-candidate.shop-production.svc${path}`,
      ),
    );
  });

  it("neither looks for a candidate nor probes one while none is out", async () => {
    const objects = await built({ candidate: false });
    expect(JSON.stringify(objects)).not.toContain("CandidateBlind");
    expect(objects.filter(({ kind, metadata }) => kind === "Probe" && metadata.name.includes("candidate"))).toEqual([]);
  });

  it("leaves routes and probes to others when the stack names none", async () => {
    const { platform, system, namespace, plan, phase, candidate } = monitoringArgs;
    const bare = { platform, system, namespace, plan, phase, candidate };
    const objects = manifests(await deploy(() => new Monitoring("shop", bare)));
    expect(kinds(objects)).toEqual({ PodMonitor: 2, PrometheusRule: 1 });
    expect(JSON.stringify(objects)).toContain("docs/runbooks/shop/error-rate-page.md");
  });

  it("names the object of its rules", async () => {
    let rules: Monitoring["rules"] | undefined;
    await deploy(() => {
      rules = new Monitoring("shop", monitoringArgs).rules;
    });
    expect(rules && (await valueOf(rules))).toBe("PrometheusRule/shop");
  });
});

const receivers = monitoringSettings.receivers;
const notify = { page: ["pager"], warn: ["chat"], info: ["chat"] } as const;
const condition = { operator: "above", value: 1, unit: "number", forSeconds: 0 } as const;

describe("a stack that cannot be watched as it says", () => {
  it.each<[string, Partial<MonitoringArgs>, string]>([
    ["aws", { platform: "aws" }, "not built yet for this platform, choose kubernetes, got aws"],
    [
      "a query that does not parse",
      { plan: { ...monitoredPlan, metrics: [added("sum(rate(retrievals_total{$track}[1m])")] } },
      'query of metric "retrievals" must be PromQL, got sum(rate(retrievals_total{$track}[1m])',
    ],
    [
      "an alert on what people report",
      { plan: { ...monitoredPlan, alerts: [{ metric: "incidents", page: condition }] } },
      'alert "incidents": must be about a metric that is measured, and this one is reported by people, got level page',
    ],
    [
      "an unknown receiver",
      { settings: { ...monitoringSettings, notify: { ...notify, warn: ["mail"] } } },
      "notify warn must name receivers of this stack (pager, chat, manager, heartbeat), got mail",
    ],
    [
      "receivers that hear of nothing",
      { settings: { labels: {}, runbooks: "r", receivers } },
      "notify must say who of pager, chat, manager, heartbeat hears of what, got nothing",
    ],
  ])("%s is refused in one line, and nothing is registered", async (_what, change, problem) => {
    const build = () => new Monitoring("shop", { ...monitoringArgs, ...change });
    expect(await deploy(() => expect(build).toThrow(`monitoring "shop": ${problem}`))).toEqual([]);
  });

  it("is fine with a query that parses", async () => {
    const plan = { ...monitoredPlan, metrics: [added("sum(rate(retrievals_total{$track}[1m]))")] };
    expect(kinds(await built({ plan }))).toMatchObject({ PrometheusRule: 1 });
  });
});
