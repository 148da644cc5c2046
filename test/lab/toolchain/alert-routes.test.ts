import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Monitoring } from "../../../components/monitoring/monitoring";
import { namespaceOf } from "../../../contract/object-names";
import { ensureToolchain, type Toolchain } from "../../../lab/toolchain/toolchain";
import { alertsOf } from "../../../release/watch/watch-rules";
import { manifests, type Manifest } from "../../support/manifests";
import { monitoringSettings } from "../../support/monitored";
import { deploy } from "../../support/pulumi";
import { run, writeRules } from "../../support/rules/promtool";
import { planOf, rulesOf, ruleSystems } from "../../support/rules/rule-systems";

/* The objects come from the component, Alertmanager's configuration from prometheus-operator's own code, the routes from amtool. Who is inhibited and when a
   message is sent is for a running Alertmanager to say, not for this. */
let tools: Toolchain;
let folder: string;

interface Route {
  readonly receiver: string;
  readonly repeat_interval?: string;
  readonly group_wait?: string;
  readonly active_time_intervals?: readonly string[];
  readonly routes?: readonly Route[];
}
interface Config {
  readonly route: Route;
  readonly inhibit_rules: readonly unknown[];
  readonly time_intervals?: readonly { readonly name: string; readonly time_intervals: unknown }[];
  readonly mute_time_intervals?: readonly { readonly name: string; readonly time_intervals: unknown }[];
}

beforeAll(async () => {
  tools = await ensureToolchain(["promtool", "amtool", "monitoring-converter"], () => undefined);
  folder = mkdtempSync(join(tmpdir(), "sluice-routes-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const secretOf = (namespace: string) => ({
  ...{ apiVersion: "v1", kind: "Secret", metadata: { name: "on-call", namespace } },
  stringData: {
    pagerduty: "0123456789abcdef",
    slack: "https://hooks.example.com/a",
    manager: "https://manager.example.com/b",
    heartbeat: "https://heartbeat.example.com/c",
  },
});

const objectsOf = async (system: (typeof ruleSystems)[number]): Promise<readonly Manifest[]> => {
  const plan = planOf(system);
  const args = { platform: "kubernetes", system, namespace: namespaceOf(system, "production") } as const;
  const phase = plan.phases[0]?.name ?? "";
  const watched = { ...args, plan, phase, candidate: true, settings: monitoringSettings };
  return manifests(await deploy(() => new Monitoring(system, watched)));
};

const convert = (config: object, namespace: string) =>
  run(tools.programs["monitoring-converter"], [], folder, JSON.stringify({ items: [config, secretOf(namespace)] }));

describe.each(ruleSystems)("what the monitoring of %s emits", (system) => {
  const namespace = namespaceOf(system, "production");
  const receiver = (level: string) => `${namespace}/${system}/${level}`;
  const expected: Readonly<Record<string, string>> = {
    page: receiver("page"),
    warn: receiver("warn"),
    info: receiver("info"),
    escalation: receiver("escalation"),
    none: receiver("watchdog"),
  };
  let objects: readonly Manifest[];
  let file: string;
  let config: Config;

  beforeAll(async () => {
    objects = await objectsOf(system);
    const routes = objects.find(({ kind }) => kind === "AlertmanagerConfig");
    const said = await convert(routes ?? {}, namespace);
    expect(said).toMatchObject({ code: 0 });
    file = join(folder, `${system}.alertmanager.yaml`);
    writeFileSync(file, said.output);
    config = parse(said.output) as Config;
  });

  it("is a configuration that Alertmanager accepts", async () => {
    expect(await run(tools.programs.amtool, ["check-config", file], folder)).toMatchObject({ code: 0 });
  });

  it("is rules that Prometheus accepts", async () => {
    const rule = objects.find(({ kind }) => kind === "PrometheusRule");
    const rules = writeRules(folder, `${system}-emitted`, rule?.spec.groups);
    const said = await run(tools.programs.promtool, ["check", "rules", "--lint=all", "--lint-fatal", rules], folder);
    expect(said).toMatchObject({ code: 0 });
  });

  it("routes each alert to the receiver of its severity, and none to anybody else", async () => {
    const alerts = alertsOf(rulesOf(planOf(system)));
    for (const { alert, labels } of alerts) {
      const words = Object.entries({ alertname: alert, ...labels }).map(([name, value]) => `${name}=${value}`);
      const wanted = expected[labels["severity"] ?? ""] ?? "";
      const test = ["config", "routes", "test", `--config.file=${file}`, `--verify.receivers=${wanted}`, ...words];
      expect({ alert, ...(await run(tools.programs.amtool, test, folder)) }).toMatchObject({ alert, code: 0 });
    }
    console.log(`${system}: ${alerts.length} alerts, each with its one receiver`);
  });

  it("routes nothing of another stack to this one's people", async () => {
    const test = ["config", "routes", "test", `--config.file=${file}`, "severity=page", "namespace=other"];
    expect((await run(tools.programs.amtool, test, folder)).output.trim()).toBe("nobody");
  });

  it("tells again after the plan's time of answer, and notes on business days only", () => {
    const all = config.route.routes?.flatMap(({ routes }) => routes ?? []) ?? [];
    const times = Object.fromEntries(all.map((one) => [one.receiver, one]));
    const { onCall } = planOf(system);
    // Both documents give a page 5 minutes and a warning 15: 002:239, 002:240, 000:237, 000:243.
    expect([onCall.page, onCall.warn]).toEqual([
      { kind: "within", seconds: 300 },
      { kind: "within", seconds: 900 },
    ]);
    expect(times[receiver("page")]).toMatchObject({ group_wait: "1s", repeat_interval: "5m" });
    expect(times[receiver("warn")]).toMatchObject({ repeat_interval: "15m" });
    const [days] = [...(config.time_intervals ?? []), ...(config.mute_time_intervals ?? [])];
    expect(times[receiver("info")]).toMatchObject({ repeat_interval: "1d", active_time_intervals: [days?.name] });
    expect(days?.time_intervals).toEqual([{ weekdays: ["monday:friday"] }]);
  });

  it("inhibits within this stack what is less severe and about the same", () => {
    expect(config.inhibit_rules).toHaveLength(3);
    for (const rule of config.inhibit_rules) expect(JSON.stringify(rule)).toContain(namespace);
  });
});

it.each([
  ["a receiver that is not there", { route: { receiver: "nobody-of-ours" }, receivers: [] }],
  [
    "a secret that is not there",
    { route: { receiver: "a" }, receivers: [{ name: "a", webhookConfigs: [{ urlSecret: { name: "x", key: "y" } }] }] },
  ],
  ["a field that nobody knows", { route: { receiver: "a", loud: true }, receivers: [{ name: "a" }] }],
])("would not be converted with %s", async (_what, spec) => {
  const metadata = { name: "n", namespace: "s" };
  const said = await convert(
    { apiVersion: "monitoring.coreos.com/v1alpha1", kind: "AlertmanagerConfig", metadata, spec },
    "s",
  );
  expect(said.code).toBe(1);
  expect(said.output).toMatch(/^alertmanager config: [^\n]+\n$/);
});
