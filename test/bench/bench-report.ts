import { cpus, loadavg, totalmem } from "node:os";
import type { Action, Comparison } from "./compare";
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
}

/** The machine that the figures belong to. */
export const machine = (): BenchReport["machine"] => ({
  processor: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
});

/** Load average of the last minute. */
export const load = (): number => loadavg()[0] ?? Number.NaN;

const titles: Record<Action, string> = {
  preview: "preview, every gate asked",
  up: "up, one ConfigMap changes",
};

/** The report as tables in Markdown: median (smallest–largest). */
export function benchTables({ comparisons, startUps }: BenchReport): string {
  const rows = comparisons.map(({ action, size, resources, ours, floor, ratio, cpuRatio }) => [
    ...[titles[action], String(size), String(resources)],
    ...[range(ours.seconds, 2), range(floor.seconds, 2), `**${ratio.median.toFixed(2)}** (${ends(ratio, 2)})`],
    ...[range(ours.cpuSeconds, 1), range(floor.cpuSeconds, 1), `${cpuRatio.median.toFixed(2)} (${ends(cpuRatio, 2)})`],
    ...[range(ours.peakRssMiB, 0), range(floor.peakRssMiB, 0)],
  ]);
  const head = [
    "what",
    "size",
    "resources",
    "ours, s",
    "floor, s",
    "ours ÷ floor",
    "ours, CPU s",
    "floor, CPU s",
    "CPU ratio",
    "ours, MiB",
    "floor, MiB",
  ];
  const starts = startUps.map(({ what, milliseconds }) => [what, range(milliseconds, 0)]);
  return `${table(head, rows)}\n\n${table(["start-up: `node` to ready", "ms"], starts)}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return lines.join("\n");
}

const ends = ({ min, max }: Summary, digits: number): string => `${min.toFixed(digits)}–${max.toFixed(digits)}`;
const range = (of: Summary, digits: number): string => `${of.median.toFixed(digits)} (${ends(of, digits)})`;
