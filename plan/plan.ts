import { z } from "zod";
import { AllowedHours, Announcement, FreezeWindow, TimelineEntry } from "./calendar";
import { Approval, Decision, Hotfix, Role, SignOff, TestSuite } from "./consent";
import type { DeepReadonly } from "./deep-readonly";
import { Limit, Trigger } from "./limit";
import { Check, Phase, Staging } from "./phase";
import { Platform } from "./platform";
import { Service } from "./service";
import { Backup, Migration, Store } from "./store";
import { AddedMetric, Alert, OnCall, Rollback, Tools, WhenBlind } from "./watch";

/** What is kept, and for how many days. */
export const Retention = z.strictObject({
  logsDays: z.number().default(30),
  metricsDays: z.number().default(90),
  tracesDays: z.number().default(14),
  evidenceDays: z.number().default(400),
});

/** Marks a plan that `sluice rehearse` derived: its times are divided by the factor. */
export const Rehearsal = z.strictObject({
  /** Hash of the plan that is rehearsed. */
  of: z.string(),
  factor: z.number(),
});

/** A board of panels. A panel is a metric of the plan or a word of the dashboards. */
export const Dashboard = z.strictObject({ name: z.string(), panels: z.array(z.string()) });

/**
 * A plan after reading: plain numbers with the unit in the name, every default in place. `readPlan` makes it from what a
 * person writes; parsing the sparse form with this schema is what fills in the defaults.
 */
export const Plan = z.strictObject({
  system: z.string(),
  rehearsal: Rehearsal.optional(),
  description: z.string().optional(),
  platforms: z.array(Platform).default(["kubernetes"]),
  strategy: z.enum(["canary", "blue-green"]).default("canary"),
  stickiness: z.enum(["none", "user"]).default("none"),
  /** How long the whole release is expected to take, from the first phase to the last sign-off. */
  takes: z.strictObject({ atLeastSeconds: z.number(), atMostSeconds: z.number() }).optional(),
  /** In deployment order. */
  services: z.array(Service),
  stores: z.array(Store).default([]),
  metrics: z.array(AddedMetric).default([]),
  tools: Tools.optional(),
  tests: z.array(TestSuite).default([]),
  staging: Staging.optional(),
  /** In the order in which a release goes through them; the last has 100 %. */
  phases: z.array(Phase),
  rollBackWhen: z.array(Trigger),
  whenBlind: WhenBlind.default({ freezeSeconds: 600, then: "roll-back" }),
  /** How soon people must have taken over when the rules cannot see. */
  watchByHandWithinSeconds: z.number().optional(),
  rollback: Rollback.prefault({}),
  alerts: z.array(Alert).default([]),
  onCall: OnCall.prefault({}),
  /** What the system is held to in the long run. */
  targets: z.array(Limit).default([]),
  roles: z.array(Role).default([]),
  approvals: z.array(Approval).default([]),
  decisions: z.array(Decision).default([]),
  hotfix: Hotfix.optional(),
  backup: Backup.optional(),
  migrations: z.array(Migration).default([]),
  /** What the gate `documentation` wants to find. */
  documents: z.array(z.string()).default([]),
  /** What the gate `legal` wants to see confirmed. */
  legal: z.array(z.string()).default([]),
  freezeWindows: z.array(FreezeWindow).default([]),
  allowedHours: AllowedHours.optional(),
  /** An iCalendar file beside the plan whose events are freeze windows too. */
  blackoutCalendar: z.string().optional(),
  retention: Retention.prefault({}),
  /** What is watched after completion. */
  aftercare: z.array(Check).default([]),
  signOffs: z.array(SignOff).default([]),
  dashboards: z.array(Dashboard).default([]),
  announcements: z.array(Announcement).default([]),
  timeline: z.array(TimelineEntry).default([]),
});

/** A plan after reading, as a value that nothing can change. */
export type Plan = DeepReadonly<z.output<typeof Plan>>;

/** A plan after reading and before defaults: what its hash is taken over. */
export type SparsePlan = DeepReadonly<z.input<typeof Plan>>;
