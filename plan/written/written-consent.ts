import { daySpan } from "../text/calendar-text";
import { trafficShare } from "../text/amount";
import { duration } from "../text/duration";
import { optional, required } from "./field";
import { listOf, name, wholeNumber, words } from "./plain";
import { section } from "./section";
import { limits } from "./written-limits";

const before = optional(listOf(name), "The phases that want it. Every phase when left out.", { example: ["canary"] });

/** A role, as it is written. */
export const writtenRole = section(
  "role",
  {
    name: required(name, "Name of the role. Who holds it stands in trust.yaml.", "release-manager"),
    title: optional(words, "How people call it.", { example: "Release Manager" }),
    duties: optional(listOf(words), "What it does.", { example: ["decides whether to go on"] }),
  },
  {},
);

/** An approval, as it is written. */
export const writtenApproval = section(
  "approval",
  {
    role: required(name, "The role that signs.", "release-manager"),
    confirms: optional(words, "What it stands for with its signature.", {
      example: "the change does what was asked for",
    }),
    before,
    people: optional(wholeNumber(1, 20), "How many different people of the role sign.", { default: 1 }),
    valid: optional(duration, "How long a signature counts.", { default: "7 days" }),
  },
  { valid: "validSeconds" },
);

/** A decision, as it is written. */
export const writtenDecision = section(
  "decision",
  {
    what: required(words, "What is decided.", "go or no-go for full production"),
    role: required(name, "The role that decides.", "release-manager"),
    before,
    ahead: optional(duration, "How long before the phase it is made at the earliest.", { default: "24 hours" }),
  },
  { ahead: "aheadSeconds" },
);

/** A sign-off, as it is written. */
export const writtenSignOff = section(
  "sign-off",
  {
    name: required(name, "Name of the sign-off.", "day-1"),
    when: required(daySpan, "When it is due; the day of completion is day 1.", "day 1"),
    roles: optional(listOf(name), "The roles that sign.", { example: ["release-manager"] }),
    limits: optional(limits, "What must hold then.", { example: { "error rate": "below 0.1 %" } }),
    "held for": optional(duration, "How long the limits must have held by then.", { example: "24 hours" }),
    confirm: optional(listOf(words), "What a person confirms.", { example: ["users are satisfied"] }),
  },
  { "held for": "heldSeconds" },
);

/** A test suite, as it is written. */
export const writtenTests = section(
  "test suite",
  {
    suite: required(words, "Name of the suite in its report.", "tools"),
    count: optional(wholeNumber(1, 1_000_000), "How many tests it has at least; a report with fewer fails.", {
      example: 45,
    }),
    "pass rate": optional(trafficShare, "Which share of them must pass. A skipped test has not passed.", {
      default: "100 %",
    }),
  },
  { "pass rate": "passPercent" },
);

/** The hotfix profile, as it is written. */
export const writtenHotfix = section(
  "hotfix",
  {
    soak: required(duration, "Soak of every phase of a hotfix; shorter than that of any phase.", "1 hour"),
    "extra signatures": required(wholeNumber(1, 20), "Signatures on top of those that the plan asks for.", 1),
  },
  { soak: "soakSeconds", "extra signatures": "extraSignatures" },
);
