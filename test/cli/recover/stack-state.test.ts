import { describe, expect, it } from "vitest";
import { stackState } from "../../../cli/recover/stack-state";

const hash = "a".repeat(64);
const release = { id: "r-1", artifacts: { web: `sha256:${hash}` }, templatesHash: hash, planHash: `v1:${hash}` };
const progress = {
  ...{ schema: 1, system: "shop", stack: "production", release, stable: release, phase: "full", sharePercent: 100 },
  ...{ profile: "normal", since: "2026-11-20T10:00:00Z", completed: [], completedAt: "2026-11-20T10:00:00Z" },
  ...{ trustHash: `v1:${hash}`, journalHead: "" },
};
const resource = (text: string, name = "progress") => ({
  ...{ type: "kubernetes:core/v1:ConfigMapPatch", urn: "urn:progress" },
  inputs: { metadata: { name, namespace: "shop-production", labels: { a: "b" } }, data: { "progress.json": text } },
});
const exported = (deployment: unknown): string => JSON.stringify({ version: 3, deployment });

describe("the state of a stack", () => {
  it("says what was interrupted, in its order", () => {
    const operation = (type: string, urn: string) => ({ type, resource: { type: "x", urn } });
    const pending_operations = [operation("creating", "urn:a"), operation("updating", "urn:b")];
    expect(stackState(exported({ pending_operations })).pending).toEqual([
      { operation: "creating", urn: "urn:a" },
      { operation: "updating", urn: "urn:b" },
    ]);
  });

  it("remembers progress, with everything that its object was made of", () => {
    const { recorded } = stackState(
      exported({ resources: [resource("{}", "other"), resource(JSON.stringify(progress))] }),
    );
    expect(recorded?.progress).toEqual(progress);
    expect(recorded?.metadata).toEqual({ name: "progress", namespace: "shop-production", labels: { a: "b" } });
    expect(recorded?.data).toEqual({ "progress.json": JSON.stringify(progress) });
  });

  it.each([
    ["of another name", resource(JSON.stringify(progress), "settings")],
    ["that is no JSON", resource("{")],
    ["that is none", resource(JSON.stringify({ ...progress, phase: "" }))],
  ])("knows of no progress in an object %s", (_what, one) => {
    expect(stackState(exported({ resources: [one] })).recorded).toBeUndefined();
  });

  it("is empty for a stack that was never applied", () => {
    expect(stackState(exported({ manifest: {} }))).toEqual({ pending: [] });
  });

  it("throws for what is no export", () => {
    expect(() => stackState("[]")).toThrow();
  });
});
