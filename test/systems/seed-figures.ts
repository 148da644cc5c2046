import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Limit, Trigger } from "../../plan/limit";
import type { Plan } from "../../plan/plan";
import { readPlan } from "../../plan/read-plan";

/** One figure of a release document: its line, the text there, what it is, and where the parsed plan holds it. */
export type SeedFigure = readonly [
  line: number,
  text: string,
  what: string,
  expected: unknown,
  read: (plan: Plan) => unknown,
];

const root = resolve(__dirname, "../..");
const seedFolder = process.env["SLUICE_SEEDS"];
const classes = ["plan", "attestation", "out"];

/** Numbers in a line, the ordinal of a list aside: `1. …` counts items and says nothing about the release. */
export function figuresIn(line: string): readonly string[] {
  return line.replace(/^\s*\d+\.\s/, "").match(/\d+(?:[.,]\d+)*/g) ?? [];
}

/** The plan of a system, which must be valid. */
export function planOf(system: string): Plan {
  const reading = readPlan(readFileSync(join(root, "systems", system, "plan.yaml"), "utf8"));
  if (reading.kind === "invalid")
    throw new Error(reading.problems.map(({ path, problem }) => `${path}: ${problem}`).join("\n"));
  return reading.plan;
}

/** Tests that the plan of a system holds each row, says its line in a comment, and that the document says it there. */
export function testSeedRows(seed: string, system: string, rows: readonly SeedFigure[]): void {
  const text = readFileSync(join(root, "systems", system, "plan.yaml"), "utf8");
  const plan = planOf(system);
  describe(`the plan of ${system}`, () => {
    it.each(rows.map((row) => [`${seed}:${row[0]} ${row[2]} (${row[1]})`, row] as const))("holds %s", (_, row) => {
      expect(row[4](plan)).toEqual(row[3]);
    });

    it("names the line of each in a comment", () => {
      const named = namedLines(text, seed);
      expect(rows.map(([line]) => line).filter((line) => !named.has(line))).toEqual([]);
    });
  });

  describe.skipIf(seedFolder === undefined)(skipped(seed), () => {
    it("holds every text that a row quotes, on the line that it names", () => {
      const lines = seedLines(seed);
      const strangers = rows.filter(([line, quoted]) => !lines[line - 1]?.includes(quoted));
      expect(strangers.map(([line, quoted]) => `${line} ${quoted}`)).toEqual([]);
    });
  });
}

/** Tests the rows, and that they are complete: no figure of the document is forgotten, few are left out. */
export function testSeedFigures(seed: string, system: string, rows: readonly SeedFigure[]): void {
  testSeedRows(seed, system, rows);
  const list = classified(system);
  const linesOf = (some: typeof list): number => new Set(some.map(({ line }) => line)).size;
  describe(`the list of figures for ${system}`, () => {
    it("has a row for every figure that it gives to the plan", () => {
      const told = new Set(rows.flatMap(([line, text]) => figuresIn(` ${text}`).map((figure) => `${line} ${figure}`)));
      const wanted = list.filter(({ kind }) => kind === "plan").map(({ line, figure }) => `${line} ${figure}`);
      expect(wanted.filter((one) => !told.has(one))).toEqual([]);
    });

    it("leaves out no figure without a reason, and at most 5 % of the lines", () => {
      const out = list.filter(({ kind }) => kind === "out");
      expect(out.filter(({ reason }) => reason.split(" ").length < 4)).toEqual([]);
      expect(linesOf(out)).toBeLessThanOrEqual(0.05 * linesOf(list));
    });
  });

  describe.skipIf(seedFolder === undefined)(skipped(seed), () => {
    it("holds exactly the figures of the list", () => {
      const found = seedLines(seed).flatMap((line, at) => figuresIn(line).map((figure) => `${at + 1} ${figure}`));
      expect(list.map(({ line, figure }) => `${line} ${figure}`)).toEqual([...new Set(found)]);
    });
  });
}

function skipped(seed: string): string {
  const reason = seedFolder === undefined ? " (skipped: SLUICE_SEEDS does not name the folder of the documents)" : "";
  return `the document ${seed}${reason}`;
}

function seedLines(seed: string): readonly string[] {
  const file = readdirSync(seedFolder ?? "").find((name) => name.startsWith(`${seed}_`));
  return readFileSync(join(seedFolder ?? "", file ?? seed), "utf8").split("\n");
}

/** The committed list: every line with a figure, the figure, its class and, where it is left out, the reason. */
function classified(system: string): readonly { line: number; figure: string; kind: string; reason: string }[] {
  const text = readFileSync(join(root, "test/systems", system, "seed-figures.txt"), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [number = "", figure = "", kind = "", ...reason] = line.split(" ");
      if (!classes.includes(kind))
        throw new Error(`seed-figures.txt: must classify as ${classes.join(", ")}, got "${line}"`);
      return { line: Number(number), figure, kind, reason: reason.join(" ") };
    });
}

/** Lines that comments name, as `002:14` or as a span such as `002:523-525` or `002:346 to 002:379`. */
function namedLines(text: string, seed: string): ReadonlySet<number> {
  const named = new Set<number>();
  for (const [, from, to] of text.matchAll(new RegExp(`${seed}:(\\d+)(?:(?:-| to ${seed}:)(\\d+))?`, "g"))) {
    for (let line = Number(from); line <= Number(to ?? from); line += 1) named.add(line);
  }
  return named;
}

/** The phase of this name. */
export function phase(plan: Plan, name: string): Plan["phases"][number] {
  const found = plan.phases.find((one) => one.name === name);
  if (!found) throw new Error(`no phase ${name}`);
  return found;
}

/** What a list of limits or triggers says of a metric, as short text: `below 0.5 percent`. */
export function said(list: readonly (Limit | Trigger)[] | undefined, metric: string): string | undefined {
  const found = list?.find((one) => one.metric === metric);
  if (found === undefined) return undefined;
  if ("baseline" in found) return `within ${found.withinPercent} percent of ${found.baseline}`;
  const window = found.forSeconds > 0 ? ` for ${found.forSeconds} seconds` : "";
  return `${found.operator} ${found.value} ${found.unit}${window}`;
}

/** What an alert says of a metric at a level. */
export function level(plan: Plan, metric: string, at: "info" | "warn" | "page"): string | undefined {
  const condition = plan.alerts.find((alert) => alert.metric === metric)?.[at];
  return condition && `${condition.operator} ${condition.value} ${condition.unit}`;
}

/** The line of the timeline about this. */
export function timeline(plan: Plan, what: string): Plan["timeline"][number] | undefined {
  return plan.timeline.find((entry) => entry.what === what);
}
