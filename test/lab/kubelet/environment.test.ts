import type { V1Container, V1Pod } from "@kubernetes/client-node";
import { describe, expect, it } from "vitest";
import { ConfigError, containerEnvironment, expand, fieldOf } from "../../../lab/kubelet/environment";

const pod: V1Pod = {
  metadata: { name: "api-1", namespace: "shop", uid: "u-1", labels: { "app.kubernetes.io/name": "api" } },
  spec: { nodeName: "node-a", serviceAccountName: "default", containers: [] },
};
const address = "10.244.0.9";
const data: Record<string, Record<string, string>> = {
  "Secret/keys": { token: "t" },
  "ConfigMap/modes": { mode: "m" },
};
const environmentOf = (container: Partial<V1Container>): Promise<Record<string, string>> =>
  containerEnvironment({
    pod,
    container: { name: "main", ...container },
    address,
    image: { MODE: "image", ONLY: "image" },
    read: (kind, name) => Promise.resolve(data[`${kind}/${name}`]),
  });

describe("a container's environment", () => {
  it("overrides the image's variables by envFrom, and those by env", async () => {
    const envFrom = [{ configMapRef: { name: "modes" } }, { prefix: "MODE_", secretRef: { name: "keys" } }];
    expect(await environmentOf({ envFrom, env: [{ name: "MODE", value: "own" }] })).toMatchObject({
      MODE: "own",
      ONLY: "image",
      mode: "m",
      MODE_token: "t",
      HOST: address,
    });
  });

  it("leaves out what is optional and missing", async () => {
    const reference = { name: "none", key: "k", optional: true };
    const env = [{ name: "X", valueFrom: { secretKeyRef: reference } }];
    const result = await environmentOf({ env, envFrom: [{ configMapRef: { name: "none", optional: true } }] });
    expect(result).not.toHaveProperty("X");
  });

  it.each<[string, Partial<V1Container>, string]>([
    [
      "a secret",
      { env: [{ name: "X", valueFrom: { secretKeyRef: { name: "none", key: "k" } } }] },
      'secret "none" not found',
    ],
    ["a ConfigMap", { envFrom: [{ configMapRef: { name: "none" } }] }, 'configmap "none" not found'],
    [
      "a key",
      { env: [{ name: "X", valueFrom: { secretKeyRef: { name: "keys", key: "k" } } }] },
      "couldn't find key k in Secret shop/keys",
    ],
  ])("refuses to start without %s that it names", async (_what, container, message) => {
    await expect(environmentOf(container)).rejects.toThrow(new ConfigError(message));
  });

  it.each([
    ["$(A) and $(B)", "1 and $(B)"],
    ["$$(A)", "$(A)"],
    ["$A $", "$A $"],
  ])("expands %s to %s", (text, expanded) => {
    expect(expand(text, { A: "1" })).toBe(expanded);
  });

  it.each([
    ["metadata.labels['app.kubernetes.io/name']", "api"],
    ["metadata.annotations['none']", ""],
    ["metadata.uid", "u-1"],
    ["spec.nodeName", "node-a"],
    ["status.podIP", address],
  ])("reads the field %s", (path, value) => {
    expect(fieldOf(path, { pod, address })).toBe(value);
  });

  it("refuses a field that it does not know", () => {
    expect(() => fieldOf("status.phase", { pod, address })).toThrow("unsupported fieldPath: status.phase");
  });
});
