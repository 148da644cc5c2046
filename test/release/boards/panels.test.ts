import { describe, expect, it } from "vitest";
import type { Plan } from "../../../plan/plan";
import { panelWords } from "../../../plan/panel-word";
import { boardUid } from "../../../release/boards/board-uid";
import { promqlSeries } from "../../support/dashboards/promql-series";
import type { sampleArgs } from "../../support/dashboards/sample-boards";
import { sampleBoards, sampleSince, seriesPanels } from "../../support/dashboards/sample-boards";
import { planOf } from "../../support/rules/rule-systems";
import { runningApp } from "../../lab/app/running-app";

const plan = planOf("proofile");
const tools = planOf("mcp-jira-server");
const named = (name: string, of: Plan = plan, changes: Parameters<typeof sampleArgs>[1] = {}) =>
  sampleBoards(of, changes).filter((board) => board.name === name);
const panelOf = (title: string, boards: ReturnType<typeof named>) => {
  const panel = seriesPanels(boards).find((one) => one.title === title);
  if (panel === undefined) throw new Error(`no panel "${title}"`);
  return panel;
};
const titlesOf = (of: Plan, name: string) =>
  named(name, of).flatMap(({ rows }) =>
    rows.map(({ title, panels }) => [title ?? "", panels.map((panel) => panel.title)] as const),
  );
const withPanels = (panels: readonly string[], more: Partial<Plan> = {}): Plan => ({
  ...plan,
  ...more,
  dashboards: [{ name: "asked", panels }],
});

describe("the boards that a plan asks for", () => {
  it("are those of the release document of proofile, with its panels", () => {
    expect(sampleBoards(plan).map(({ name }) => name)).toEqual([
      "release",
      "limits",
      "real-time status",
      "performance",
      "business",
      "infrastructure",
    ]);
    expect(titlesOf(plan, "real-time status")).toEqual([
      ["", ["error rate"]],
      ["response times", ["mean response time", "p50 response time", "p95 response time", "p99 response time"]],
      ["", ["active users"]],
      [
        "system health",
        [
          ...["availability", "CPU", "memory", "memory, growth within an hour", "disk"],
          ...["targets that the rules see", "health paths"],
        ],
      ],
    ]);
    expect(titlesOf(plan, "business")).toEqual([["", ["user activity", "feature usage", "conversion rate"]]]);
    expect(titlesOf(plan, "infrastructure")[0]?.[1]).toEqual([
      ...["CPU", "memory", "memory, growth within an hour", "disk", "database connections", "network traffic"],
    ]);
  });

  it("hold the widgets of a cache release: cache, API, system, and the business's own metric", () => {
    const own = {
      name: "retrieval success rate",
      unit: "percent",
      better: "higher",
      query: "100 * sum(rate(retrievals_total{$track,ok='true'}[5m])) / sum(rate(retrievals_total{$track}[5m]))",
    } as const;
    const asked = withPanels(["cache performance", "API performance", "system health", "business metrics"], {
      metrics: [own],
    });
    expect(titlesOf(asked, "asked").map(([title, panels]) => [title, panels.slice(-3)])).toEqual([
      ["cache performance", ["cache hit rate", "cache miss rate", "cache eviction rate"]],
      ["API performance", ["p99 response time", "response rate", "error rate"]],
      ["system health", ["disk", "targets that the rules see", "health paths"]],
      ["business metrics", ["retrieval success rate"]],
    ]);
    const panel = panelOf("retrieval success rate", named("asked", asked));
    expect(panel.unit).toBe("percent");
    expect(panel.queries.map(({ expr }) => promqlSeries(expr))).toEqual([
      { valid: true, series: ["retrievals_total"] },
    ]);
  });

  it.each(panelWords)("give the word %s panels", (word) => {
    expect(seriesPanels(named("asked", withPanels([word]))).length).toBeGreaterThan(1);
  });
});

describe("the board of the release", () => {
  it("counts down the soak from when the phase was reached, and shows none where no soak runs", () => {
    const left = panelOf("soak left", named("release"));
    expect(left.queries.map(({ expr }) => expr)).toEqual([
      `clamp_min(vector(${sampleSince} + ${2 * 86_400} - time()), 0)`,
    ]);
    const titles = seriesPanels(named("release", plan, { phase: "prepare" })).map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith("soak"))).toEqual([]);
  });

  it("soaks a hotfix as long as the plan says for one", () => {
    const hurried: Plan = { ...plan, hotfix: { ...plan.hotfix, soakSeconds: 1800 } as Plan["hotfix"] };
    expect(panelOf("soak left", named("release", hurried, { profile: "hotfix" })).queries[0]?.expr).toContain("+ 1800");
  });

  it.each([
    [
      "prepare",
      "Next: **canary**, 5 %, once these gates and those of the trust pass: staging-green, approvals, go-no-go",
    ],
    [
      "canary",
      "Next: **graduated**, 25 %, once these gates and those of the trust pass: approvals, go-no-go, web-vitals",
    ],
    ["full-at-50", "Next: **full**, 100 %, once these gates and those of the trust pass: approvals"],
    ["full", "Next: complete, then the sign-offs."],
    ["complete", "It is the stable release. The sign-offs follow."],
  ])("says at %s what comes next, and which gates that asks for", (phase, expected) => {
    const text = named("release", plan, { phase })
      .flatMap(({ rows }) => rows.flatMap(({ panels }) => panels))
      .map((panel) => (panel.kind === "text" ? panel.text : ""))
      .join("");
    expect(text).toContain(expected);
  });

  it("draws how far from the stable version the candidate may be", () => {
    const [first, ...rest] = plan.phases;
    if (first === undefined) throw new Error("a plan has phases");
    const compared = (metric: string, withinPercent: number): Plan => ({
      ...plan,
      phases: [{ ...first, advanceWhen: [{ kind: "comparison", metric, withinPercent, baseline: "stable" }] }, ...rest],
    });
    const bound = (of: Plan, title: string) => panelOf(title, named("release", of)).queries.at(-1)?.expr;
    expect(bound(compared("error rate", 10), "error rate")).toBe(
      '1.1 * (sluice:error_rate:over_5m{namespace="proofile-production",track="stable"})',
    );
    const unrecorded = bound(compared("cache hit rate", 20), "cache hit rate") ?? "";
    expect(unrecorded).toMatch(/^0\.8 \* \(round\(.*label_replace\(vector\(1\), "track", "stable", "", ""\)\)$/);
    expect(promqlSeries(unrecorded).valid).toBe(true);
  });
});

describe("the board of the tools", () => {
  it("has a row for each of the 45 tools, for each version", async () => {
    const app = await runningApp();
    const text = await (await fetch(`${app.url}/metrics`)).text();
    await app.stop();
    const offered = new Set([...text.matchAll(/^tool_calls_total\{.*tool="([^"]+)"/gm)].map(([, tool]) => tool));
    expect(offered.size).toBe(45);
    const maps = seriesPanels(named("tools", tools)).filter(({ kind }) => kind === "rows");
    expect(maps.map(({ series, queries }) => [series, queries.map(({ expr, legend }) => `${legend} ${expr}`)])).toEqual(
      ["candidate", "stable"].map((track) => [
        offered.size,
        [`{{tool}} sluice:tool_failure_rate:over_1m{namespace="mcp-jira-server-production",track="${track}"}`],
      ]),
    );
  });

  it("colours a row of the candidate at the trigger, and none of the stable version", () => {
    const [candidate, stable] = seriesPanels(named("tools", tools)).filter(({ kind }) => kind === "rows");
    expect(candidate?.lines.map(({ level, condition }) => [level, condition.value])).toEqual([["rollback", 50]]);
    expect(stable?.lines).toEqual([]);
  });

  it("is not there for a plan without tools", () => {
    expect(named("tools")).toEqual([]);
  });
});

describe("the address of a board", () => {
  it("is the stack's and the board's name, and a digest where that is too long", () => {
    expect(boardUid("proofile-production", "real-time status")).toBe("proofile-production-real-time-status");
    const long = boardUid("a-system-with-a-name-that-is-long-production", "limits");
    expect(long).toMatch(/^a-system-with-a-name-that-is-lo-[0-9a-f]{8}$/);
    expect(long).toHaveLength(40);
    expect(boardUid("a-system-with-a-name-that-is-long-production", "release")).not.toBe(long);
  });
});

describe("the reader of queries", () => {
  it.each([
    ["sum(rate(a[5m])) / b:c{d='e'}", { valid: true, series: ["a", "b:c"] }],
    ["vector(5)", { valid: true, series: [] }],
    ["sum(rate(a[5m])", { valid: false, series: ["a"] }],
    ["", { valid: false, series: [] }],
  ])("finds in %s what it reads", (query, expected) => {
    expect(promqlSeries(query)).toEqual(expected);
  });
});
