import { percent, trafficShare } from "../text/amount";
import { trigger } from "../text/condition";
import { daySpan } from "../text/calendar-text";
import { duration, durationRange } from "../text/duration";
import { onTrouble } from "../text/sentence";
import { GateName } from "../gate-name";
import { optional, required } from "./field";
import { listOf, name, wholeNumber, words } from "./plain";
import { section } from "./section";
import { limits } from "./written-limits";

const activity = section(
  "activity",
  {
    what: required(words, "What people do.", "compare with staging"),
    takes: optional(duration, "How long it takes.", { example: "1 hour" }),
    steps: optional(listOf(words), "What belongs to it.", { example: ["review metrics"] }),
  },
  { takes: "takesSeconds" },
);

/** Something to look at again and again. */
export const writtenCheck = section(
  "check",
  {
    what: required(words, "What is looked at.", "error logs"),
    every: optional(durationRange, "How often: an interval, or a range of intervals.", { example: "15 minutes" }),
    "for the first": optional(duration, "How long, from the start of the phase or from completion.", {
      example: "24 hours",
    }),
  },
  { "for the first": "forFirstSeconds" },
);

const byWayOf = section(
  "intermediate share",
  {
    traffic: required(trafficShare, "Share on the way, between the previous phase's and this one's.", "50 %"),
    soak: required(duration, "How long the share is held.", "1 hour"),
  },
  { traffic: "trafficPercent", soak: "soakSeconds" },
);

const proving = {
  "advance when": required(limits, "What must hold for the whole soak before the phase may be left upwards.", {
    "error rate": "below 0.5 %",
  }),
  "minimum requests": optional(
    wholeNumber(0, 1e9),
    "How many requests the candidate must have answered for the limits to say anything.",
    { default: 100 },
  ),
  days: optional(daySpan, "When it takes place, in days counted from the plan's first day.", { example: "days 1-2" }),
  activities: optional(listOf(activity), "What people do meanwhile.", { example: [{ what: "compare with staging" }] }),
  checks: optional(listOf(writtenCheck), "What is looked at again and again, and how often.", {
    example: [{ what: "error logs", every: "15 minutes" }],
  }),
};

const renames = {
  "advance when": "advanceWhen",
  "minimum requests": "minimumRequests",
} as const;

/** One phase, as it is written. */
export const writtenPhase = section(
  "phase",
  {
    name: required(name, "Name of the phase, as `sluice:phase` says it.", "canary"),
    traffic: required(trafficShare, "Share of traffic that the candidate gets.", "5 %"),
    soak: required(duration, "How long the limits must have held, measured, before the next phase.", "48 hours"),
    enter: required(listOf(GateName), "Gates that must pass before the phase may be entered.", ["approvals"]),
    ...proving,
    "roll back when": optional(listOf(trigger), "Triggers of this phase, beside those of the whole plan.", {
      example: ["error rate above 1 % for 2 minutes"],
    }),
    "on trouble": optional(onTrouble, "Where the phase goes on trouble.", { default: "roll back" }),
    "by way of": optional(listOf(byWayOf), "Shares on the way from the previous phase to this one.", {
      example: [{ traffic: "50 %", soak: "1 hour" }],
    }),
  },
  {
    ...renames,
    traffic: "trafficPercent",
    soak: "soakSeconds",
    "roll back when": "rollBackWhen",
    "on trouble": "onTrouble",
    "by way of": "byWayOf",
  },
);

/** The staging phase, as it is written. */
export const writtenStaging = section(
  "staging",
  {
    stack: optional(name, "Name of the staging stack.", { default: "staging" }),
    soak: required(
      duration,
      "How long the limits must have held, measured, for staging to count as green.",
      "24 hours",
    ),
    "soak up to": optional(duration, "The longest soak that is planned for.", { example: "48 hours" }),
    enter: optional(listOf(GateName), "Gates that must pass before the release is deployed to staging.", {
      example: ["code-review"],
    }),
    ...proving,
    checklist: optional(percent, "How much of the staging checklist must be done.", { default: "100 %" }),
  },
  { ...renames, soak: "soakSeconds", "soak up to": "soakUpToSeconds", checklist: "checklistPercent" },
);
