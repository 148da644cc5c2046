import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, it } from "vitest";
import { limitsPage } from "../../report/limits-page";
import { planOf, ruleSystems } from "../support/rules/rule-systems";

describe.each(ruleSystems)("the page of limits of %s", (system) => {
  const plan = planOf(system);
  const page = limitsPage(plan);

  it("has every limit of every phase, in the plan's order", () => {
    const limits = plan.phases.flatMap(({ advanceWhen }) => advanceWhen.map(({ metric }) => metric));
    expect(
      [...page.matchAll(/^\*\*(.+?) (?:above|below|at (?:least|most)|within) /gm)].map(([, metric]) => metric),
    ).toEqual(limits);
  });

  it("has queries that are PromQL and ask for the candidate alone", () => {
    const queries = [...page.matchAll(/```promql\n(.+)\n```/g)].map(([, query]) => query ?? "");
    expect(queries.length).toBeGreaterThan(4);
    for (const query of queries) {
      let whole = true;
      parser.parse(query).iterate({ enter: ({ type }) => void (whole &&= !type.isError) });
      expect({ query, whole }).toEqual({ query, whole: true });
      expect(query).toMatch(/^sluice:[a-z0-9_:]+\{namespace="[a-z-]+-production",track="candidate"\} [<>]=? /);
    }
  });
});

it("gives a limit's opposite: what is to be below is broken when it is reached", () => {
  const page = limitsPage(planOf("proofile"));
  expect(page).toContain('sluice:error_rate:over_5m{namespace="proofile-production",track="candidate"} >= 0.5');
  expect(page).toContain("**critical issues at most 0** is reported by people and tools, not by a query.");
  expect(limitsPage(planOf("mcp-jira-server"))).toContain(
    "**mean response time within 10 % of staging** is compared by a gate with the figure that staging signed, not by a query.",
  );
});
