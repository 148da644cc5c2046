import { expect, it } from "vitest";
import { objectMetadata } from "../../contract/object-metadata";

it("gives every object a fixed name, the system's labels and one owner of its fields", () => {
  expect(objectMetadata({ name: "api", system: "shop", namespace: "shop-production" })).toEqual({
    name: "api",
    namespace: "shop-production",
    labels: { "app.kubernetes.io/part-of": "shop", "app.kubernetes.io/managed-by": "sluice" },
    annotations: { "pulumi.com/patchFieldManager": "sluice" },
  });
});

it("leaves the namespace out for objects of the whole cluster", () => {
  expect("namespace" in objectMetadata({ name: "x", system: "shop" })).toBe(false);
});
