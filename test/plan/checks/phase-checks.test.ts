import { describe } from "vitest";
import { testMistakes } from "../mistake";
import type { Mistake } from "../mistake";
import { first, last, whole } from "../written-example";

const mistakes: readonly Mistake[] = [
  [
    "a share that falls",
    last({ traffic: "4 %" }),
    "phases[1].traffic: must be above the 5 % of the phase before and at most 100 %, got 4 %",
  ],
  [
    "a share that stays",
    first({ traffic: "100 %" }),
    "phases[1].traffic: must be above the 100 % of the phase before and at most 100 %, got 100 %",
  ],
  [
    "a share above 100",
    last({ traffic: "101 %" }),
    'phases[1].traffic: must be a share above 0 % and up to 100 %, such as "5 %", got "101 %"',
  ],
  [
    "a share of nothing",
    first({ traffic: "0 %" }),
    'phases[0].traffic: must be a share above 0 % and up to 100 %, such as "5 %", got "0 %"',
  ],
  [
    "a share without a unit",
    first({ traffic: 5 }),
    'phases[0].traffic: must be a share above 0 % and up to 100 %, such as "5 %", got 5',
  ],
  ["a last phase below 100", last({ traffic: "90 %" }), "phases[1].traffic: must be 100 % in the last phase, got 90 %"],
  [
    "no soak",
    first({ soak: "0 hours" }),
    'phases[0].soak: must be a duration above 0 and up to 10 years, such as "30 minutes" (units: seconds, minutes, hours, days, weeks), got "0 hours"',
  ],
  [
    "a negative soak",
    first({ soak: "-48 hours" }),
    'phases[0].soak: must be a duration above 0 and up to 10 years, such as "30 minutes" (units: seconds, minutes, hours, days, weeks), got "-48 hours"',
  ],
  [
    "an endless soak",
    first({ soak: "3651 days" }),
    'phases[0].soak: must be a duration above 0 and up to 10 years, such as "30 minutes" (units: seconds, minutes, hours, days, weeks), got "3651 days"',
  ],
  [
    "a step aside",
    last({ "by way of": [{ traffic: "100 %", soak: "1 hour" }] }),
    "phases[1].by way of[0].traffic: must be above 5 % and below the phase's 100 %, got 100 %",
  ],
  [
    "a step back",
    last({
      "by way of": [
        { traffic: "50 %", soak: "1 hour" },
        { traffic: "25 %", soak: "1 hour" },
      ],
    }),
    "phases[1].by way of[1].traffic: must be above 50 % and below the phase's 100 %, got 25 %",
  ],
  [
    "two phases of blue-green",
    whole({ strategy: "blue-green" }),
    "phases: must be a single phase of 100 % with the strategy blue-green, got 2 phases",
  ],
  [
    "a step down to itself",
    last({ "on trouble": "step down to full" }),
    'phases[1].on trouble: must step down to an earlier phase (allowed: canary), got "step down to full"',
  ],
  [
    "a step down to a later phase",
    first({ "on trouble": "step down to full" }),
    'phases[0].on trouble: must step down to an earlier phase (allowed: none), got "step down to full"',
  ],
  [
    "a step down to nobody",
    last({ "on trouble": "step down to canari" }),
    'phases[1].on trouble: must step down to an earlier phase, did you mean "canary"? (allowed: canary), got "step down to canari"',
  ],
  [
    "a phase named as the life cycle's own",
    first({ name: "prepare" }),
    'phases[0].name: must not be one of the life cycle\'s own words (bootstrap, prepare, complete, sign-offs, staging), got "prepare"',
  ],
  [
    "more work than time",
    first({ activities: [{ what: "watch", takes: "3 days" }] }),
    "phases[0].activities: must fit into the soak of 2 days, got 3 days together",
  ],
  ["more soak than days", first({ days: "day 1" }), "phases[0].days: must have room for the soak of 2 days, got 1 day"],
  [
    "days that go back",
    (plan) => {
      first({ days: "days 3-5" })(plan);
      last({ days: "day 1" })(plan);
    },
    "phases[1].days: must begin on day 3 or later, got day 1",
  ],
];

describe("a plan with a mistake in its phases", () => testMistakes(mistakes));
