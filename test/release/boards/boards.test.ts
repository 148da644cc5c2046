import { beforeAll, describe, expect, it } from "vitest";
import type { Plan } from "../../../plan/plan";
import { metricOf } from "../../../plan/metric";
import { boardScope } from "../../../release/boards/board-scope";
import { indicatorOf } from "../../../release/watch/indicators";
import { measureOf } from "../../../release/watch/measure";
import { alertsOf, inForce, watchRules } from "../../../release/watch/watch-rules";
import { promqlSeries } from "../../support/dashboards/promql-series";
import { sampleArgs, sampleBoards, seriesPanels } from "../../support/dashboards/sample-boards";
import { planOf, ruleSystems } from "../../support/rules/rule-systems";
import { runningApp } from "../../lab/app/running-app";

const cases = ruleSystems.flatMap((system) => {
  const plan = planOf(system);
  return plan.phases.map(({ name }) => [`${system} in ${name}`, plan, name] as const);
});
const scopeOf = (plan: Plan, phase: string) =>
  boardScope({
    ...sampleArgs(plan, { phase }),
    unitOf: (metric) => metricOf(metric, plan.metrics)?.unit,
    betterOf: (metric) => metricOf(metric, plan.metrics)?.better,
  });

/** What comes from nobody's program that runs in the lab, and from whom it comes. */
const fromOthers: Readonly<Record<string, string>> = {
  up: "Prometheus",
  ALERTS: "Prometheus",
  probe_success: "blackbox exporter",
  kubelet_volume_stats_used_bytes: "kubelet",
  kubelet_volume_stats_capacity_bytes: "kubelet",
  container_network_receive_bytes_total: "kubelet",
  container_network_transmit_bytes_total: "kubelet",
  web_vitals_first_contentful_paint_seconds_bucket: "a program with pages",
  web_vitals_largest_contentful_paint_seconds_bucket: "a program with pages",
  web_vitals_cumulative_layout_shift_bucket: "a program with pages",
  page_load_duration_seconds_bucket: "a program with pages",
  active_users: "a program with users",
  user_actions_total: "a program with users",
  feature_uses_total: "a program with users",
  visits_total: "a program with users",
  db_client_connections_open: "a program with a database",
};

describe("the boards of a plan", () => {
  const exposed = new Set<string>();
  beforeAll(async () => {
    const app = await runningApp();
    await fetch(`${app.url}/tools/issue-create`);
    const text = await (await fetch(`${app.url}/metrics`)).text();
    for (const line of text.split("\n"))
      if (!line.startsWith("#") && line !== "") exposed.add(line.split(/[{ ]/)[0] ?? "");
    await app.stop();
  });

  it.each(cases)(
    "of %s read only what a rule records, the sample application exposes or others do",
    (_what, plan, phase) => {
      const { recorded } = scopeOf(plan, phase);
      const panels = seriesPanels(sampleBoards(plan, { phase }));
      const queries = panels.flatMap((panel) => panel.queries);
      expect(queries.length).toBeGreaterThan(40);
      for (const { expr } of queries) {
        const { valid, series } = promqlSeries(expr);
        expect(valid, expr).toBe(true);
        const strangers = series.filter(
          (name) => !recorded.has(name) && !exposed.has(name) && !Object.hasOwn(fromOthers, name),
        );
        expect(strangers, expr).toEqual([]);
      }
    },
  );

  it("take from others only what is needed, and nothing that the sample application exposes", () => {
    const read = cases.flatMap(([, plan, phase]) =>
      seriesPanels(sampleBoards(plan, { phase })).flatMap(({ queries }) =>
        queries.flatMap(({ expr }) => promqlSeries(expr).series),
      ),
    );
    expect(Object.keys(fromOthers).filter((name) => !read.includes(name) || exposed.has(name))).toEqual([]);
  });

  it.each(cases)("of %s give every alert a panel that links its runbook", (_what, plan, phase) => {
    const args = sampleArgs(plan, { phase });
    const limits = seriesPanels(sampleBoards(plan, { phase }).filter(({ name }) => name === "limits"));
    const links = new Map(limits.flatMap(({ runbooks }) => runbooks.map(({ alert, url }) => [alert, url] as const)));
    const alerts = alertsOf(watchRules(args));
    expect(alerts.length).toBeGreaterThan(15);
    for (const { alert, annotations } of alerts) expect(links.get(alert), alert).toBe(annotations["runbook_url"]);
    expect([...links.keys()].sort()).toEqual([...new Set(alerts.map(({ alert }) => alert))].sort());
  });

  it.each(cases)("of %s show each alert on the series that it reads, with its threshold", (_what, plan, phase) => {
    const { scope } = scopeOf(plan, phase);
    const panels = seriesPanels(sampleBoards(plan, { phase }).filter(({ name }) => name === "limits"));
    for (const { alert, metric, condition } of inForce({ plan, phase })) {
      const panel = panels.find(({ lines }) => lines.some((line) => line.alert === alert));
      expect(panel?.lines.find((line) => line.alert === alert)?.condition.value, alert).toBe(condition.value);
      expect(panel?.runbooks.map((page) => page.alert)).toContain(alert);
      const record = measureOf(metric, condition, scope)?.rule.record ?? "nothing";
      expect(
        panel?.queries.flatMap(({ expr }) => promqlSeries(expr).series),
        alert,
      ).toContain(record);
    }
  });

  it.each(cases)(
    "of %s draw every limit that is measured, and name every one that people report",
    (_what, plan, phase) => {
      const boards = sampleBoards(plan, { phase });
      const release = boards.find(({ name }) => name === "release");
      const text = release?.rows.flatMap(({ panels }) =>
        panels.flatMap((one) => (one.kind === "text" ? [one.text] : [])),
      );
      const panels = seriesPanels(release === undefined ? [] : [release]);
      const limits = plan.phases.find(({ name }) => name === phase)?.advanceWhen ?? [];
      expect(limits.length).toBeGreaterThan(2);
      for (const limit of limits) {
        expect(text?.join(""), limit.metric).toContain(`- ${limit.metric} must`);
        const about = panels.filter(({ metric }) => metric === limit.metric);
        if (indicatorOf(limit.metric, plan) === undefined) {
          expect(about).toEqual([]);
          expect(text?.join("")).toMatch(new RegExp(`- ${limit.metric} must .*reported by people`));
          continue;
        }
        expect(about, limit.metric).toHaveLength(1);
        if (limit.kind === "threshold") {
          const line = about[0]?.lines.find(({ level }) => level === "limit");
          expect(line?.condition).toMatchObject({ operator: limit.operator, value: limit.value, unit: limit.unit });
        } else expect(about[0]?.note).toContain(`within ${limit.withinPercent} % of ${limit.baseline}`);
      }
    },
  );

  it.each(cases)("of %s draw every target and what sign-offs ask for", (_what, plan, phase) => {
    const panels = seriesPanels(sampleBoards(plan, { phase }).filter(({ name }) => name === "limits"));
    const targets = [...plan.targets, ...plan.signOffs.flatMap(({ limits }) => limits)].filter(
      ({ metric }) => indicatorOf(metric, plan) !== undefined,
    );
    expect(targets.length).toBeGreaterThan(3);
    for (const target of targets) {
      if (target.kind !== "threshold") throw new Error("targets are thresholds");
      const lines = panels.filter(({ metric }) => metric === target.metric).flatMap((panel) => panel.lines);
      const values = lines.filter(({ level }) => level === "target").map(({ condition }) => condition.value);
      expect(values, target.metric).toContain(target.value);
    }
  });

  it("have addresses of their own that do not change with the phase", () => {
    for (const system of ruleSystems) {
      const plan = planOf(system);
      const uids = (phase: string) => sampleBoards(plan, { phase }).map(({ uid }) => uid);
      const all = uids(plan.phases[0]?.name ?? "");
      expect(new Set(all).size).toBe(all.length);
      for (const { name } of plan.phases) expect(uids(name)).toEqual(all);
      for (const uid of all) expect(uid).toMatch(new RegExp(`^${system}-production-[a-z-]+$`));
    }
  });
});
