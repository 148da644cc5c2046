import * as pulumi from "@pulumi/pulumi";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Dashboards, type DashboardsArgs } from "../../../components/dashboards/dashboards";
import { manifests } from "../../support/manifests";
import { deploy, valueOf } from "../../support/pulumi";
import { sampleArgs } from "../../support/dashboards/sample-boards";
import { planOf } from "../../support/rules/rule-systems";

const without = <T extends object>(value: T, key: string): T =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)) as T;
const args: DashboardsArgs = {
  ...without(sampleArgs(planOf("mcp-jira-server")), "sinceSeconds"),
  ...{ platform: "kubernetes", system: "mcp-jira-server" },
  since: "2026-11-02T09:00:00Z",
  instances: { dashboards: "grafana" },
};
const built = (change: Partial<DashboardsArgs> = {}) => deploy(() => new Dashboards("jira", { ...args, ...change }));

/*
 * What the operator does with the objects is not proven: it can be had for no lab. Its validator here is generated from its own CustomResourceDefinition.
 */
describe("dashboards on Kubernetes", () => {
  it("are one object each, with the committed board, for the Grafana that the labels name", async () => {
    const objects = manifests(await built());
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(
      ["release", "limits", "tools", "key-metrics"].map((board) => `GrafanaDashboard dashboard-${board}`),
    );
    for (const { metadata, spec } of objects) {
      const { json, ...rest } = spec as { json: string };
      const slug = metadata.name.replace("dashboard-", "");
      const expected = readFileSync(`test/components/dashboards/expected/mcp-jira-server/${slug}.json`, "utf8");
      expect(JSON.parse(json)).toEqual(JSON.parse(expected));
      expect(rest).toEqual({
        allowCrossNamespaceImport: true,
        instanceSelector: { matchLabels: { dashboards: "grafana" } },
        folder: "mcp-jira-server",
        uid: `mcp-jira-server-production-${slug}`,
      });
      expect(metadata.namespace).toBe("mcp-jira-server-production");
    }
  });

  it("satisfy the operator's own validator, which refuses one without a selector", async () => {
    const { GrafanaDashboard } =
      await import("@kubernetes-models/grafana-operator/grafana.integreatly.org/v1beta1/GrafanaDashboard");
    const objects = manifests(await built({ folder: "releases" }));
    for (const object of objects) new GrafanaDashboard(object as never).validate();
    const spec = without(objects[0]?.spec as object, "instanceSelector");
    expect(() => new GrafanaDashboard({ ...objects[0], spec } as never).validate()).toThrow(/instanceSelector/);
  });

  it("count the soak from a time that is only known once the workload is there", async () => {
    const later = pulumi.output(Promise.resolve("2026-11-03T09:00:00Z"));
    const [release] = manifests(await built({ since: later }));
    const { json } = release?.spec as { json: string };
    expect(json).toContain(`vector(${Date.parse("2026-11-03T09:00:00Z") / 1000} + 21600 - time())`);
  });

  it("show no soak where none runs", async () => {
    const [release] = manifests(await deploy(() => new Dashboards("jira", without(args, "since"))));
    expect((release?.spec as { json: string }).json).not.toContain("soak left");
  });

  it("say where the boards are", async () => {
    let uids: pulumi.Output<readonly string[]> | undefined;
    await deploy(() => (uids = new Dashboards("jira", args).uids));
    if (uids === undefined) throw new Error("the component has outputs");
    expect(await valueOf(uids)).toEqual([
      ...["mcp-jira-server-production-release", "mcp-jira-server-production-limits"],
      ...["mcp-jira-server-production-tools", "mcp-jira-server-production-key-metrics"],
    ]);
  });

  it.each([
    [
      "no label of a Grafana",
      { instances: {} },
      /^dashboards "jira": instances must name at least one label of the Grafana that shows them, got none$/,
    ],
    [
      "a platform without a driver",
      { platform: "aws" },
      /^dashboards "jira": not built yet for this platform, choose kubernetes, got aws$/,
    ],
  ] as const)("are refused with %s, and nothing is registered", async (_what, change, message) => {
    let thrown: unknown;
    const registered = await deploy(() => {
      try {
        new Dashboards("jira", { ...args, ...change });
      } catch (error) {
        thrown = error;
      }
    });
    expect(thrown).toBeInstanceOf(pulumi.RunError);
    expect((thrown as Error).message).toMatch(message);
    expect(registered).toEqual([]);
  });
});
