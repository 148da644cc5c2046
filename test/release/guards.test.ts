import { describe, expect, it } from "vitest";
import { type Guards, guards } from "../../release/guards";
import { search } from "./support/search";
import { quickSearches } from "./support/searches";

/** Searching is plain computing: a busy machine takes its time. */
const timeout = 300_000;

const without = (table: "state" | "move", name: string): Guards => ({
  ...guards,
  [table]: Object.fromEntries(Object.entries(guards[table]).filter(([one]) => one !== name)),
});
const firstViolation = (table: "state" | "move", name: string): string | undefined =>
  quickSearches
    .map((how) => search({ ...how, guards: without(table, name), stopAtFirst: true }).violations[0])
    .find((violation) => violation !== undefined);

describe("guards", () => {
  it.each(Object.keys(guards.state))(
    "over state cannot do without %s",
    (name) => {
      expect(firstViolation("state", name)).toMatch(/^nothing moves |^a stable release that /);
    },
    timeout,
  );

  it.each(Object.keys(guards.move))(
    "over moves cannot do without %s",
    (name) => {
      expect(firstViolation("move", name)).toMatch(/\w+.*: [\w-]+ to [\w-]+.*, in /);
    },
    timeout,
  );
});
