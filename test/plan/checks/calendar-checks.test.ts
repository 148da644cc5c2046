import { describe } from "vitest";
import { testMistakes } from "../mistake";
import type { Mistake } from "../mistake";
import { whole } from "../written-example";

const mistakes: readonly Mistake[] = [
  [
    "a window that ends before it begins",
    whole({ "freeze windows": [{ from: "2026-12-20", to: "2026-12-19" }] }),
    'freeze windows[0].to: must be 2026-12-20 or later, got "2026-12-19"',
  ],
  [
    "a day that is none",
    whole({ "freeze windows": [{ from: "2026-02-30", to: "2026-03-01" }] }),
    'freeze windows[0].from: must be a day of the calendar such as "2026-12-20", got "2026-02-30"',
  ],
  [
    "hours that end before they begin",
    whole({ "allowed hours": { days: ["monday"], from: "16:00", to: "09:00", zone: "UTC" } }),
    "allowed hours.to: must be later than 16:00, got 09:00",
  ],
  [
    "a zone that is none",
    whole({ "allowed hours": { days: ["monday"], from: "08:00", to: "09:00", zone: "Mars/Base" } }),
    'allowed hours.zone: must be the name of a time zone such as "Europe/Berlin" or "UTC", got "Mars/Base"',
  ],
];

describe("a plan with a mistake in its calendar", () => testMistakes(mistakes));
