import { describe } from "vitest";
import { testMistakes } from "../mistake";
import type { Mistake } from "../mistake";
import { first, last, whole } from "../written-example";

const store = { name: "database", kind: "postgres" };
const backup = { every: "6 hours", keep: "30 days", "recovery point": "6 hours", "recovery time": "1 hour" };
const withBackup = (changes: object) => whole({ stores: [store], backup: { ...backup, ...changes } });

const mistakes: readonly Mistake[] = [
  [
    "a service twice",
    (plan) => plan.services.push({ ...plan.services[0], port: 9000 }),
    'services[1].name: must be unique, and services[0].name is the same, got "api"',
  ],
  [
    "a store named as a service",
    whole({ stores: [{ name: "api", kind: "redis" }] }),
    'stores[0].name: must be unique, and services[0].name is the same, got "api"',
  ],
  [
    "a phase twice",
    last({ name: "canary" }),
    'phases[1].name: must be unique, and phases[0].name is the same, got "canary"',
  ],
  [
    "a gate twice",
    first({ enter: ["smoke-test", "smoke-test"] }),
    'phases[0].enter[1]: must be unique, and phases[0].enter[0] is the same, got "smoke-test"',
  ],
  [
    "an alert twice",
    whole({
      alerts: [
        { metric: "CPU", warn: "above 70 %" },
        { metric: "cpu usage", warn: "above 80 %" },
      ],
    }),
    'alerts[1].metric: must be unique, and alerts[0].metric is the same, got "CPU"',
  ],
  [
    "a host twice",
    (plan) => {
      plan.services[0]["hosts"] = ["a.example.org"];
      plan.services.push({ name: "web", port: 1, health: "/", hosts: ["a.example.org"] });
    },
    'services[1].hosts[0]: must be unique, and services[0].hosts[0] is the same, got "a.example.org"',
  ],
  [
    "a call to nobody",
    (plan) => Object.assign(plan.services[0], { calls: ["databse"] }),
    'services[0].calls[0]: must be a service or store of the plan (allowed: api), got "databse"',
  ],
  [
    "a backup of nothing",
    withBackup({ stores: ["databas"] }),
    'backup.stores[0]: must be a store of the plan, did you mean "database"? (allowed: database), got "databas"',
  ],
  [
    "a migration of nobody",
    whole({ migrations: [{ service: "apis", expand: "migrate up" }] }),
    'migrations[0].service: must be a service of the plan, did you mean "api"? (allowed: api), got "apis"',
  ],
  [
    "an approval before nothing",
    whole({ approvals: [{ role: "qa", before: ["canari"] }] }),
    'approvals[0].before[0]: must be a phase of the plan, did you mean "canary"? (allowed: canary, full), got "canari"',
  ],
  [
    "an announcement before nothing",
    whole({ announcements: [{ what: "hello", when: "1 day before ful" }] }),
    'announcements[0].when: must be a phase of the plan, did you mean "full"? (allowed: canary, full), got "ful"',
  ],
  [
    "a role that is not listed",
    whole({ roles: [{ name: "qa" }], approvals: [{ role: "q" }] }),
    'approvals[0].role: must be a role of the plan, did you mean "qa"? (allowed: qa), got "q"',
  ],
  [
    "a variable in both places",
    (plan) => Object.assign(plan.services[0], { environment: { URL: "x" }, secrets: { URL: "shop/url" } }),
    'services[0].secrets.URL: must stand under "environment" or under "secrets", not under both',
  ],
  [
    "a lock on nothing",
    (plan) => Object.assign(plan.services[0], { environment: { CSRF: "on" }, locked: ["CSRFF"] }),
    'services[0].locked[0]: must be a variable of the service, did you mean "CSRF"? (allowed: CSRF), got "CSRFF"',
  ],
];

describe("a plan with a mistake in its names", () => testMistakes(mistakes));
