import { describe } from "vitest";
import { testMistakes } from "../mistake";
import type { Mistake } from "../mistake";
import { first, whole } from "../written-example";

const alert = (levels: object) => whole({ alerts: [levels] });
const limits = (written: object) => first({ "advance when": written });

const mistakes: readonly Mistake[] = [
  [
    "a warning above a page",
    alert({ metric: "error rate", warn: "above 2 %", page: "above 1 %" }),
    'alerts[0].warn: must be reached before "page": below 1, got 2',
  ],
  [
    "a warning below a page, where high is good",
    alert({ metric: "cache hit rate", warn: "below 60 %", page: "below 70 %" }),
    'alerts[0].warn: must be reached before "page": above 70, got 60',
  ],
  [
    "a warning at a page",
    alert({ metric: "error rate", warn: "above 1 %", page: "above 1 %" }),
    'alerts[0].warn: must be reached before "page": below 1, got 1',
  ],
  [
    "a limit looser than a trigger",
    limits({ "error rate": "below 3 %" }),
    "phases[0].advance when.error rate: must be at least as strict as what rolls back at roll back when[0], 2, got 3",
  ],
  [
    "a limit looser than a page",
    alert({ metric: "error rate", page: "above 0.3 %" }),
    "phases[0].advance when.error rate: must be at least as strict as what pages at alerts[0].page, 0.3, got 0.5",
  ],
];

describe("a plan with a mistake in its levels", () => testMistakes(mistakes));
