import { describe, expect } from "vitest";
import { testMistakes } from "../mistake";
import type { Mistake } from "../mistake";
import { first, whole } from "../written-example";

const alert = (levels: object) => whole({ alerts: [levels] });
const limits = (written: object) => first({ "advance when": written });

const mistakes: readonly Mistake[] = [
  [
    "an unknown metric",
    limits({ "eror rate": "below 1 %" }),
    expect.stringMatching(
      /^phases\[0\]\.advance when\.eror rate: must be about a metric that the plan knows, did you mean "error rate"\? \(allowed: .*\), got "eror rate"$/,
    ),
  ],
  [
    "a wrong unit",
    limits({ "p95 response time": "below 1 %" }),
    'phases[0].advance when.p95 response time: must be a duration such as "500 ms", the unit of "p95 response time", got 1 (percent)',
  ],
  [
    "a limit that asks for trouble",
    limits({ "cache hit rate": "below 80 %" }),
    'phases[0].advance when.cache hit rate: must say what is good with "above" or "at least": "cache hit rate" is better when higher, got "below"',
  ],
  [
    "a trigger that waits for good",
    (plan) => plan["roll back when"].push("cache hit rate above 70 %"),
    'roll back when[1]: must say what is trouble with "below" or "at most": "cache hit rate" is better when higher, got "above"',
  ],
  [
    "growth of what has no level",
    alert({ metric: "queue depth", warn: "grows 2 % an hour" }),
    'alerts[0].warn: must be a level: only a metric in percent grows, and "queue depth" is in number',
  ],
  [
    "more than everything",
    limits({ memory: "below 101 %" }),
    "phases[0].advance when.memory: must be from 0 % to 100 %, got 101 %",
  ],
  [
    "a window on what people report",
    (plan) => plan["roll back when"].push("data inconsistencies above 0 for 5 minutes"),
    'roll back when[1]: must have no duration: "data inconsistencies" is reported by people and tools, not measured',
  ],
  [
    "a metric limited twice",
    limits({ uptime: "above 99 %", availability: "above 99 %" }),
    'phases[0].advance when: "availability" is limited twice, got a mapping',
  ],
  ["no limit", limits({}), "phases[0].advance when: must hold at least one limit, got a mapping"],
  [
    "a count of other tools",
    (plan) => {
      whole({ tools: { count: 45 } })(plan);
      limits({ "tools operational": "44 of 44" })(plan);
    },
    "phases[0].advance when.tools operational: must be of the 45 tools of the plan, got of 44",
  ],
  [
    "an alert without a level",
    alert({ metric: "error rate" }),
    'alerts[0]: must have at least one level: "info", "warn" or "page"',
  ],
  [
    "a metric that every plan knows already",
    whole({ metrics: [{ name: "CPU", unit: "percent", better: "lower", query: "1" }] }),
    'metrics[0].name: must not be the name of a metric that every plan knows, got "CPU"',
  ],
];

describe("a plan with a mistake in its metrics", () => testMistakes(mistakes));
