import { describe, expect } from "vitest";
import { testMistakes } from "../mistake";
import type { Mistake } from "../mistake";
import { first, whole } from "../written-example";

const mistakes: readonly Mistake[] = [
  [
    "an unknown gate",
    first({ enter: ["smoke-tests"] }),
    expect.stringMatching(
      /^phases\[0\]\.enter\[0\]: must be one of the allowed words, did you mean "smoke-test"\? \(allowed: staging-green, .*rollback-cause\), got "smoke-tests"$/,
    ),
  ],
  ["no gate", first({ enter: [] }), "phases[0].enter: must be a list of at least one entry, got a list of 0"],
  [
    "a gate that is told nothing",
    first({ enter: ["approvals"] }),
    'phases[0].enter[0]: must be told what to ask for: the plan has no "approvals", got "approvals"',
  ],
  [
    "a gate that nobody signs for",
    (plan) => {
      first({ enter: ["approvals"] })(plan);
      whole({ approvals: [{ role: "qa", before: ["full"] }] })(plan);
    },
    'phases[0].enter[0]: must be asked for in a phase that "approvals" names: none of them is before "canary", got "approvals"',
  ],
  [
    "staging before staging",
    whole({ staging: { soak: "1 hour", enter: ["staging-green"], "advance when": { "error rate": "below 1 %" } } }),
    'staging.enter[0]: must not ask for staging before staging, got "staging-green"',
  ],
  [
    "a hotfix that takes as long",
    whole({ hotfix: { soak: "24 hours", "extra signatures": 1 } }),
    "hotfix.soak: must be shorter than the shortest soak, 1 day, got 1 day",
  ],
  [
    "less time than soaks",
    whole({ takes: "2 days" }),
    "takes: must have room for all soaks, 3 days, got at most 2 days",
  ],
  [
    "an approval twice",
    whole({ approvals: [{ role: "qa" }, { role: "qa" }] }),
    'approvals[1].role: must be unique for its phases, and approvals[0] asks for the same; "people" says how many sign, got "qa"',
  ],
];

describe("a plan with a mistake in its proof", () => testMistakes(mistakes));
