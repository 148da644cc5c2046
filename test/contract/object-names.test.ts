import { expect, it } from "vitest";
import {
  candidateSuffix,
  namespaceOf,
  selectorLabels,
  systemLabels,
  trackServiceOf,
} from "../../contract/object-names";
import { token } from "../../contract/tokens";

it("keeps the names that live objects carry; a change of any of them would replace what runs", () => {
  expect([
    namespaceOf("shop", "production"),
    trackServiceOf("api", "stable"),
    trackServiceOf("api", "candidate"),
    selectorLabels("shop", "api"),
    systemLabels("shop"),
  ]).toEqual([
    "shop-production",
    "api-stable",
    "api-candidate",
    { "app.kubernetes.io/name": "api", "app.kubernetes.io/part-of": "shop" },
    { "app.kubernetes.io/part-of": "shop", "app.kubernetes.io/managed-by": "sluice" },
  ]);
});

it("ends the name of every candidate as admission expects it", () => {
  expect(trackServiceOf("api", "candidate").endsWith(candidateSuffix)).toBe(true);
  expect(trackServiceOf("api", "stable").endsWith(candidateSuffix)).toBe(false);
});

it("keeps the type tokens that stand in every state file", () => {
  expect(token).toEqual({
    release: "sluice:index:Release",
    environment: "sluice:environment:Environment",
    rollback: "sluice:rollback:Rollback",
    routing: "sluice:routing:Routing",
    edge: "sluice:edge:Edge",
    workload: "sluice:workload:Workload",
    dashboards: "sluice:dashboards:Dashboards",
    monitoring: "sluice:monitoring:Monitoring",
    progress: "sluice:progress:Progress",
  });
});
