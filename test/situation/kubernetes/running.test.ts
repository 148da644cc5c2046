import { describe, expect, it } from "vitest";
import { selectorLabels, systemLabels } from "../../../contract/object-names";
import { running } from "../../../situation/kubernetes/running";

const place = { system: "shop", services: ["api"] };
const digest = `sha256:${"a".repeat(64)}`;
const rollout = (name: string, selector = selectorLabels("shop", name), stableRS: string | undefined = "5d4f") => ({
  metadata: { name, labels: systemLabels("shop") },
  spec: { selector: { matchLabels: selector } },
  status: { ...(stableRS === undefined ? {} : { stableRS }) },
});
const replicaSet = (name: string, image: string) => ({
  metadata: { name },
  spec: { template: { spec: { containers: [{ name: "api", image }] } } },
});
const read = (
  rollouts: readonly unknown[],
  sets: readonly unknown[] = [replicaSet("api-5d4f", `r.example/api@${digest}`)],
) => running(place, { rollouts: { items: rollouts }, replicaSets: { items: sets } });

describe("running", () => {
  it("gives the digest of the ReplicaSet that serves as stable", () => {
    const other = replicaSet("api-7777", `r.example/api@sha256:${"b".repeat(64)}`);
    expect(read([rollout("api")], [other, replicaSet("api-5d4f", `r.example/api@${digest}`)])).toEqual({
      stable: { api: digest },
      replaced: [],
    });
  });

  it.each([
    ["has no stable ReplicaSet yet", rollout("api", undefined, ""), undefined],
    ["has lost its stable ReplicaSet", rollout("api"), [replicaSet("api-7777", `r.example/api@${digest}`)]],
    ["runs an image without a digest", rollout("api"), [replicaSet("api-5d4f", "r.example/api:latest")]],
  ])("leaves out a service that %s", (_what, one, sets) => {
    expect(read([one], sets)).toEqual({ stable: {}, replaced: [] });
  });

  it("says that a service which runs here cannot be renamed", () => {
    expect(read([rollout("api"), rollout("server")]).replaced).toEqual([
      `service "server": runs here and can be neither renamed nor removed, got services api`,
    ]);
  });

  it("says that a selector cannot change", () => {
    expect(read([rollout("api", { app: "api" } as never)]).replaced).toEqual([
      `service "api": its selector can never change, must stay app=api, got app.kubernetes.io/name=api,app.kubernetes.io/part-of=shop`,
    ]);
  });

  it("does not look at what others run in the namespace", () => {
    const foreign = { ...rollout("theirs"), metadata: { name: "theirs" } };
    expect(read([rollout("api"), foreign]).replaced).toEqual([]);
  });

  it("throws for what are no lists", () => {
    expect(() => running(place, { rollouts: {}, replicaSets: { items: [] } })).toThrow();
  });
});
