import { cpus, loadavg, totalmem } from "node:os";
import type { Action, Comparison } from "./compare";
import type { EnvelopeTime } from "./envelopes";
import { roles } from "./process-role";
import type { StartUp } from "./start-up";
import type { Summary } from "./summary";

/** Everything that one run of the bench found. */
export interface BenchReport {
  readonly machine: { readonly processor: string; readonly cores: number; readonly memoryGiB: number };
  readonly node: string;
  readonly rounds: number;
  /** Load average of one minute, before and after. */
  readonly load: { readonly before: number; readonly after: number };
  /** What the program declares by itself. */
  readonly ownResources: number;
  readonly gates: readonly string[];
  readonly comparisons: readonly Comparison[];
  readonly startUps: readonly StartUp[];
  readonly envelopes: readonly EnvelopeTime[];
}

/** The machine that the figures belong to. */
export const machine = (): BenchReport["machine"] => ({
  processor: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
});

/** Load average of the last minute. */
export const load = (): number => loadavg()[0] ?? Number.NaN;

/** Seconds of ours over those of the floor. */
const target = 1.25;

const titles: Record<Action, string> = {
  preview: "preview, every gate asked",
  up: "up, one ConfigMap changes",
};

/** The report as tables in Markdown: median (smallest–largest). */
export function benchTables({ comparisons, startUps, envelopes }: BenchReport): string {
  const rows = comparisons.map(({ action, size, resources, rounds, ours, floor, ratio, cpuRatio }) => [
    ...[titles[action], String(size), String(resources), String(rounds)],
    ...[range(ours.seconds, 2), range(floor.seconds, 2), `**${ratio.median.toFixed(2)}** (${ends(ratio, 2)})`],
    ...[range(ours.cpuSeconds, 1), range(floor.cpuSeconds, 1), `${cpuRatio.median.toFixed(2)} (${ends(cpuRatio, 2)})`],
    ...[range(ours.peakRssMiB, 0), range(floor.peakRssMiB, 0)],
  ]);
  const head = [
    "what",
    "size",
    "resources",
    "rounds",
    "ours, s",
    "floor, s",
    "ours ÷ floor",
    "ours, CPU s",
    "floor, CPU s",
    "CPU ratio",
    "ours, MiB",
    "floor, MiB",
  ];
  const parts = comparisons.flatMap(({ action, size, ours, floor }) =>
    Object.entries({ ours, floor }).map(([side, { cpuByRole }]) => [
      ...[titles[action], String(size), side],
      ...roles.map((role) => cpuByRole[role].median.toFixed(2)),
    ]),
  );
  const starts = startUps.map(({ what, milliseconds }) => [what, range(milliseconds, 0)]);
  const verified = envelopes.map(({ envelopes: count, milliseconds }) => [
    ...[String(count), range(milliseconds, 0), (milliseconds.median / count).toFixed(2)],
  ]);
  const tables = [
    table(head, rows),
    table(["processor time, s", "size", "of", ...roles], parts),
    table(["start-up: `node` to ready", "ms"], starts),
    table(["envelopes read and verified", "ms", "ms each"], verified),
  ];
  return `${tables.join("\n\n")}\n`;
}

const notesBegin = "<!-- What follows is written by hand, and kept by the command. -->";

/** The report as a page. `words` are those of the command that made it, `before` is the page so far, whose notes it keeps. */
export function benchPage(report: BenchReport, words: readonly string[], before: string): string {
  const { machine: of, node, rounds, load: loads, ownResources, gates } = report;
  return `# Performance

Written by \`npm run bench -- ${words.join(" ")}\` on ${new Date().toISOString().slice(0, 10)}: ${of.cores} × ${of.processor}, ${of.memoryGiB} GiB, Node.js ${node}. Load average ${loads.before.toFixed(1)} before and ${loads.after.toFixed(1)} after: where it is above ${of.cores}, seconds say little, and the ratios of one round, above all those of processor time, say more.

Ours is the real program with the real pack on a real API server: ${ownResources} resources of its own, filled up to the size with ConfigMaps; sizes below that are ours alone. The preview asks ${gates.length} gates. The fast floor is a transpiled program of as many ConfigMaps with a compile cache and no pack. Both run turn by turn, in changing order (start-up and envelopes: ${rounds} rounds); a cell is the median with the smallest and the largest, and a ratio is taken round by round.

${benchTables(report)}
Target: at most 1.25 at 100 resources. ${verdict(report)}

${notesBegin}
${before.split(notesBegin)[1] ?? ""}`;
}

function verdict({ comparisons }: BenchReport): string {
  const found = comparisons.filter(({ size }) => size === 100);
  if (found.length === 0) return "Not measured in this run.";
  const said = found.map(({ action, ratio, cpuRatio }) => {
    const words = ratio.median <= target ? "met" : "missed";
    return `${action}: ${words} with ${ratio.median.toFixed(2)} (processor time ${cpuRatio.median.toFixed(2)})`;
  });
  return `${said.join("; ")}.`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return lines.join("\n");
}

const ends = ({ min, max }: Summary, digits: number): string => `${min.toFixed(digits)}–${max.toFixed(digits)}`;
const range = (of: Summary, digits: number): string => `${of.median.toFixed(digits)} (${ends(of, digits)})`;
