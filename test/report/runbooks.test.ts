import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runbooks } from "../../report/runbooks";
import { alertsOf, watchRules } from "../../release/watch/watch-rules";
import { planOf, ruleSystems } from "../support/rules/rule-systems";

const pageOf = (system: (typeof ruleSystems)[number], name: string): string =>
  runbooks(planOf(system)).find(({ path }) => path === `${system}/${name}.md`)?.text ?? "";

describe.each(ruleSystems)("the runbooks of %s", (system) => {
  const plan = planOf(system);
  const alerts = plan.phases.flatMap(({ name }) =>
    alertsOf(
      watchRules({ plan, namespace: `${system}-production`, phase: name, candidate: true, runbooks: "docs/runbooks" }),
    ),
  );

  it("are one page for each alert, to which its runbook_url leads, with the alert's name as heading", () => {
    for (const { alert, annotations } of alerts) {
      const file = annotations["runbook_url"] ?? "";
      expect(existsSync(file), file).toBe(true);
      expect(readFileSync(file, "utf8")).toContain(`\n# ${alert}\n`);
    }
    const names = new Set(alerts.map(({ alert }) => alert));
    expect(runbooks(plan)).toHaveLength(names.size + 2);
    console.log(`${system}: ${names.size} alerts, each with its page`);
  });

  it("tell the meaning, who is called, what to do, how to roll back and the query of every alert", () => {
    const pages = new Map(runbooks(plan).map(({ path, text }) => [path, text]));
    for (const { annotations, expr } of alerts) {
      const text = pages.get((annotations["runbook_url"] ?? "").replace("docs/runbooks/", "")) ?? "";
      for (const heading of ["Who is called", "What to do", "How to roll back", "What it reads"]) {
        expect(text).toContain(`## ${heading}`);
      }
      expect(text).toContain(expr);
      expect(text).not.toContain("{{");
    }
  });
});

describe("a runbook", () => {
  it("says what the plan says of the metric, place by place", () => {
    const page = pageOf("proofile", "error-rate-page");
    expect(page).toContain("**error rate above 1 %**");
    for (const row of [
      "| targets | must be below 0.1 % |",
      "| staging, advance when | must be below 0.1 % |",
      "| phase canary, advance when | must be below 0.5 % |",
      "| alerts, warn | above 0.5 % |",
      "| alerts, page | above 1 % |",
      "| roll back when | above 2 % for 5 minutes |",
    ]) {
      expect(page).toContain(row);
    }
    expect(page).toContain("dashboard *real-time status*, panel *error rate*");
  });

  it("gives the on-call contract's times and roles", () => {
    const page = pageOf("proofile", "error-rate-page");
    expect(page).toContain("On call are backend, frontend, devops, qa; one of them answers within 5 minutes.");
    expect(page).toContain("Look for the cause for at most 10 minutes; then the decision to roll back is due.");
    expect(pageOf("proofile", "error-rate-warn")).toContain("somebody looks within 15 minutes");
    expect(pageOf("mcp-jira-server", "usage-anomaly-info")).toContain("read on the next business day");
  });

  it("says how long a rollback takes and whom to ask", () => {
    const page = pageOf("mcp-jira-server", "error-rate-rollback");
    expect(page).toContain("Ask team-lead first");
    expect(page).toContain("within 5 minutes and without Pulumi");
    expect(page).toContain("npx sluice rollback --stack production");
  });

  it("tells how to watch by hand, and by when", () => {
    expect(pageOf("mcp-jira-server", "candidate-blind")).toContain("Watch by hand within 30 minutes");
    expect(pageOf("mcp-jira-server", "candidate-blind")).toContain(
      "After 10 minutes of blindness the plan wants it rolled back.",
    );
  });
});
