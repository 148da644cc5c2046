import { describe, expect, it } from "vitest";
import { componentArgs, type StackDescription } from "../../components/component-args";
import { Dashboards } from "../../components/dashboards/dashboards";
import { readSettings } from "../../contract/settings";
import type { WorkloadShare } from "../../components/workload/workload";
import { manifests } from "../support/manifests";
import { deploy } from "../support/pulumi";
import { planOf } from "../support/rules/rule-systems";

const plan = planOf("proofile");
const share: WorkloadShare = { release: "r1", phase: "canary", previousPercent: 0, targetPercent: 5, way: "moves" };
const written = { progress: { since: "2026-11-02T09:00:00Z" } } as Parameters<typeof componentArgs.dashboards>[2];

/** A stack as its configuration file gives it, with more settings as text. */
function described(more: Readonly<Record<string, string>> = {}): StackDescription {
  const values: Readonly<Record<string, string>> = {
    ...{ platform: "kubernetes", phase: "canary", hosts: "{}" },
    lifters: JSON.stringify([{ kind: "User", name: "deployer" }]),
    release: JSON.stringify({ artifacts: { api: `registry.example.com/api@sha256:${"b".repeat(64)}` } }),
    ...more,
  };
  const read = readSettings((name) => values[name]);
  if ("problems" in read) throw new Error(read.problems.join("; "));
  return { plan, settings: read.settings, stack: "production" };
}

describe("arguments of the dashboards", () => {
  const dashboards = JSON.stringify({ instances: { dashboards: "grafana" } });
  const args = (more: Readonly<Record<string, string>>, reached: Partial<typeof written> = {}) =>
    componentArgs.dashboards(described(more), share, { ...written, ...reached });

  it("are none where the stack names no Grafana", () => {
    expect(args({})).toEqual([]);
  });

  it("follow from plan, phase and share, with the runbooks of the monitoring", () => {
    expect(args({ dashboards })).toEqual([
      {
        ...{ platform: "kubernetes", system: "proofile", namespace: "proofile-production", plan },
        ...{ phase: "canary", candidate: true, release: "r1", sharePercent: 5, profile: "normal" },
        ...{ runbooks: "docs/runbooks", since: "2026-11-02T09:00:00Z", instances: { dashboards: "grafana" } },
      },
    ]);
    const runbooks = "https://runbooks.example.com";
    const monitoring = JSON.stringify({ runbooks });
    const folder = JSON.stringify({ instances: { dashboards: "grafana" }, folder: "releases" });
    expect(args({ dashboards: folder, monitoring })).toMatchObject([{ runbooks, folder: "releases" }]);
  });

  it("count the soak from when the workload reached its share, where it moves", () => {
    expect(args({ dashboards }, { reachedAt: "2026-11-03T09:00:00Z" })[0]?.since).toBe("2026-11-03T09:00:00Z");
  });

  it("build a board for each name of the plan, beside the given ones", async () => {
    const registered = await deploy(() => args({ dashboards }).map((one) => new Dashboards("proofile", one)));
    expect(manifests(registered).map(({ kind }) => kind)).toEqual(Array(6).fill("GrafanaDashboard"));
  });

  it("refuse a Grafana without a label", () => {
    expect(() => described({ dashboards: JSON.stringify({ instances: {} }) })).toThrow(
      /setting "sluice:dashboards.instances": must name at least one label, got \{\}/,
    );
  });
});
