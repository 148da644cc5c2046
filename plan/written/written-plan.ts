import { panelWords } from "../panel-word";
import { Platform } from "../platform";
import { wholeDays, durationRange, duration } from "../text/duration";
import { metricName } from "../text/metric-text";
import { trigger } from "../text/condition";
import { whenBlind } from "../text/sentence";
import { z } from "zod";
import { optional, required } from "./field";
import { file, listOf, name, wholeNumber, words } from "./plain";
import { section } from "./section";
import {
  writtenAllowedHours,
  writtenAnnouncement,
  writtenFreezeWindow,
  writtenTimelineEntry,
} from "./written-calendar";
import {
  writtenApproval,
  writtenDecision,
  writtenHotfix,
  writtenRole,
  writtenSignOff,
  writtenTests,
} from "./written-consent";
import { limits } from "./written-limits";
import { writtenCheck, writtenPhase, writtenStaging } from "./written-phase";
import { writtenService } from "./written-service";
import { writtenBackup, writtenMigration, writtenStore } from "./written-store";
import { writtenAlert, writtenMetric, writtenOnCall, writtenRollback, writtenTools } from "./written-watch";

const retention = section(
  "retention",
  {
    logs: optional(wholeDays, "How long logs are kept.", { default: "30 days" }),
    metrics: optional(wholeDays, "How long metrics are kept.", { default: "90 days" }),
    traces: optional(wholeDays, "How long traces are kept.", { default: "14 days" }),
    evidence: optional(wholeDays, "How long evidence is kept.", { default: "400 days" }),
  },
  { logs: "logsDays", metrics: "metricsDays", traces: "tracesDays", evidence: "evidenceDays" },
);

const dashboard = section(
  "dashboard",
  {
    name: required(words, "Name of the board.", "real-time status"),
    panels: required(
      listOf(words.transform((text) => metricName(text))),
      `Its panels: metrics that are measured, or words for several panels: ${panelWords.join(", ")}.`,
      ["error rate"],
    ),
  },
  {},
);

const rehearsal = section(
  "rehearsal",
  {
    of: required(
      z
        .string({ error: "must be the hash of a plan: v1: and 64 hex digits" })
        .regex(/^v1:[0-9a-f]{64}$/, { error: "must be the hash of a plan: v1: and 64 hex digits" }),
      "Hash of the plan that is rehearsed.",
      "v1:0000000000000000000000000000000000000000000000000000000000000000",
    ),
    factor: required(wholeNumber(2, 100_000), "What soaks, windows and freezes are divided by.", 3600),
  },
  {},
);

const what = {
  system: required(name, "Name of the system.", "proofile"),
  rehearsal: optional(
    rehearsal,
    "Marks a plan that `sluice rehearse` derived. Only stacks marked for rehearsals take it.",
  ),
  description: optional(words, "What the system is, for people.", { example: "profiles for professionals" }),
  platforms: optional(listOf(Platform), "Where it may run.", { default: ["kubernetes"] }),
  strategy: optional(z.enum(["canary", "blue-green"]), "How the new version takes over.", { default: "canary" }),
  stickiness: optional(z.enum(["none", "user"]), "Whether one user stays on one version.", { default: "none" }),
  takes: optional(durationRange, "How long the whole release is expected to take.", { example: "2-4 weeks" }),
  services: required(listOf(writtenService), "What is deployed, in deployment order."),
  stores: optional(listOf(writtenStore), "What keeps the data."),
  backup: optional(writtenBackup, "How the stores are backed up and how fast they come back."),
  migrations: optional(listOf(writtenMigration), "How the data follows the release."),
};

const proof = {
  tests: optional(listOf(writtenTests), "Test suites that the gate `tests` expects in full."),
  documents: optional(listOf(words), "What the gate `documentation` wants to find.", { example: ["runbooks"] }),
  legal: optional(listOf(words), "What the gate `legal` wants to see confirmed.", { example: ["privacy policy"] }),
  staging: optional(writtenStaging, "What a release goes through on the staging stack, a stack of this same plan."),
  phases: required(listOf(writtenPhase), "Who gets the new version when, and what must be proven first."),
  "sign-offs": optional(listOf(writtenSignOff), "Looks back after completion that somebody signs."),
  roles: optional(listOf(writtenRole), "Who does what. When written, every other role name must be one of these."),
  approvals: optional(listOf(writtenApproval), "Signatures that the gate `approvals` asks for."),
  decisions: optional(listOf(writtenDecision), "Decisions that the gate `go-no-go` asks for."),
  hotfix: optional(writtenHotfix, "How a release in a hurry differs."),
};

const watch = {
  metrics: optional(listOf(writtenMetric), "Metrics that this plan adds to those that every plan knows."),
  tools: optional(writtenTools, "The parts of the system that users call one by one."),
  "roll back when": required(listOf(trigger), "What means trouble in every phase.", [
    "error rate above 2 % for 5 minutes",
  ]),
  "when blind": optional(whenBlind, "What happens when the rules cannot see the candidate.", {
    default: "freeze for 10 minutes, then roll back",
  }),
  "watch by hand within": optional(duration, "How soon people must have taken over when the rules cannot see.", {
    example: "30 minutes",
  }),
  rollback: optional(writtenRollback, "How a rollback goes."),
  alerts: optional(listOf(writtenAlert), "Metrics with the levels at which somebody hears of them."),
  "on-call": optional(writtenOnCall, "The contract with those on call."),
  targets: optional(limits, "What the system is held to in the long run.", {
    example: { availability: "above 99.9 %" },
  }),
  aftercare: optional(listOf(writtenCheck), "What is watched after completion."),
  dashboards: optional(listOf(dashboard), "Boards that people look at. Not part of the plan's hash."),
  retention: optional(retention, "How long things are kept."),
};

const calendar = {
  "freeze windows": optional(listOf(writtenFreezeWindow), "Days on which nothing goes up."),
  "allowed hours": optional(writtenAllowedHours, "When a phase may be entered. At any time when left out."),
  "blackout calendar": optional(file, "An iCalendar file beside the plan whose events are freeze windows too.", {
    example: "blackout.ics",
  }),
  announcements: optional(listOf(writtenAnnouncement), "What is told to whom. Not part of the plan's hash."),
  timeline: optional(listOf(writtenTimelineEntry), "Work and milestones around the release. They gate nothing."),
};

/** A whole plan, as a person writes it. Reading it gives the sparse form: parsed, before defaults. */
export const writtenPlan = section(
  "plan",
  { ...what, ...proof, ...watch, ...calendar },
  {
    "roll back when": "rollBackWhen",
    "when blind": "whenBlind",
    "watch by hand within": "watchByHandWithinSeconds",
    "on-call": "onCall",
    "sign-offs": "signOffs",
    "freeze windows": "freezeWindows",
    "allowed hours": "allowedHours",
    "blackout calendar": "blackoutCalendar",
  },
);
