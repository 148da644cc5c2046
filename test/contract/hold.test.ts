import { expect, expectTypeOf, it } from "vitest";
import { Hold, HoldObject } from "../../contract/hold";
import type { Hold as DomainHold } from "../../release/hold";

const hold: Hold = { release: "r2", ceilingPercent: 0, reason: "error rate above 2 %", at: "2026-11-21T10:00:00Z" };

it("has exactly the fields of the domain's hold", () => {
  // The compiler proves it; at run time this line does nothing.
  expectTypeOf<Hold>().toEqualTypeOf<DomainHold>();
  expect(Hold.parse(hold)).toEqual(hold);
});

it("reads an object with all that an API server adds", () => {
  const metadata = { name: "hold", namespace: "shop-production", uid: "1", managedFields: [] };
  const object = { apiVersion: "sluice.dev/v1", kind: "Hold", metadata, spec: hold };
  expect(HoldObject.parse(object).spec).toEqual(hold);
});

it.each([
  ["a ceiling above 100 percent", { ceilingPercent: 101 }],
  ["a ceiling below 0 percent", { ceilingPercent: -1 }],
  ["a ceiling that is text", { ceilingPercent: "5" }],
  ["half a percent", { ceilingPercent: 0.5 }],
  ["a reason of two lines", { reason: "one\ntwo" }],
  ["no reason", { reason: "" }],
  ["a time in another zone", { at: "2026-11-21T10:00:00+02:00" }],
])("refuses %s", (_what, change) => {
  expect(Hold.safeParse({ ...hold, ...change }).success).toBe(false);
});
