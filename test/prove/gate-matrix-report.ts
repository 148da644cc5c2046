import {
  cellKey,
  faultedGate,
  matrixCells,
  matrixGates,
  moveOf,
  noTwin,
  type MoveName,
} from "../support/matrix/matrix-cells";
import { faultNames, faultText, notApplicable } from "../support/matrix/matrix-faults";
import { modeNames, modeOf } from "../support/matrix/matrix-modes";
import { twinKey, type CellResult, type TwinResult } from "../support/matrix/matrix-run";
import type { PackResult } from "../support/matrix/pack-product";

/** Everything that was run so far. */
export interface MatrixResults {
  readonly cells: ReadonlyMap<string, CellResult>;
  readonly twins: ReadonlyMap<string, TwinResult>;
  readonly pack: readonly PackResult[];
}

const moves: readonly MoveName[] = ["bootstrap", "last step", "next release"];
const twinsPlanned = moves.flatMap((move) => modeNames.filter((mode) => noTwin(move, mode) === undefined)).length;
const isGood = ({ refused, passesWithout }: Pick<CellResult, "refused" | "passesWithout">): boolean =>
  refused && passesWithout;
const percent = (good: number, all: number): string =>
  all === 0 ? "none ran" : `${good} of ${all}, ${Math.floor((1000 * good) / all) / 10} %`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** The report of what was run, and what went wrong in it, one line each. What was not run is said, and is no problem. */
export function gateMatrixReport(results: MatrixResults): {
  readonly text: string;
  readonly problems: readonly string[];
} {
  const planned = matrixCells().map(cellKey);
  const cells = planned.flatMap((key) => results.cells.get(key) ?? []);
  const twins = [...results.twins.values()];
  const { pack } = results;
  const problems = [
    ...cells.filter((one) => !isGood(one)).map(({ cell, line }) => `${cell}: ${line}`),
    ...twins.filter(({ succeeded }) => !succeeded).map(({ twin, line }) => `twin ${twin}: ${line}`),
    ...pack.filter((one) => !isGood(one)).map(({ gate, fault, said }) => `pack, ${gate} | ${fault}: ${said}`),
  ];
  const text = [
    head,
    counts(results, planned, cells),
    modesTable(),
    faultsTable(),
    engineTables(results),
    packTable(pack),
    endings(problems),
  ];
  return { text: `${text.join("\n\n")}\n`, problems };
}

const head = `# Every gate, every fault, every mode

Written by \`npm run prove -- gate-matrix\`, Node ${process.version}. One lab, stacks just before a move upwards, one fault a run. A stack at its canary asks for every gate that a plan can name, for its soak and for a change of the trust; a stack that was never released to asks for its bootstrap; a release after a rollback asks for staging since then. Signatures are real, by keys that are made anew for each run.

A cell is good when the engine failed, the line that refuses names gate and fault, no other gate is named, and the API server's audit log holds no write by Pulumi's identity since. Only a provenance (without it nobody knows who wrote what) and a truncated journal (without it nothing is known) stop other gates as well.

Twins: straight after each cell the same evidence is signed without the fault, and the judges that program and pack share must let it through, read from the same cluster. The engine itself runs without a fault once for each move and mode, since that run is the same for all cells of the two: it must succeed, and, but for a preview, write. A last step is then taken back by config, which nobody has to sign. Bootstraps cannot be taken back, so each mode has a stack of its own.

The run keeps each result as it comes and goes on where it was stopped. What says "not run" below has not been run yet: it proves nothing, and is counted in no percentage.`;

function counts({ twins, pack }: MatrixResults, planned: readonly string[], cells: readonly CellResult[]): string {
  const applicable = matrixGates.flatMap((gate) =>
    faultNames.filter((fault) => notApplicable(gate, fault) === undefined),
  ).length;
  const good = pack.filter(isGood).length;
  const rows = [
    [
      "cells that were refused, unchanged, for their own fault",
      percent(cells.filter(({ refused }) => refused).length, cells.length),
      `${planned.length - cells.length} of ${planned.length}`,
    ],
    [
      "their evidence without the fault passes the judges",
      percent(cells.filter(({ passesWithout }) => passesWithout).length, cells.length),
      `${planned.length - cells.length} of ${planned.length}`,
    ],
    [
      "runs of the engine without a fault that succeed",
      percent([...twins.values()].filter(({ succeeded }) => succeeded).length, twins.size),
      `${twinsPlanned - twins.size} of ${twinsPlanned}`,
    ],
    [
      "gates by faults through the pack's gRPC, with their twins",
      percent(good, pack.length),
      `${applicable - pack.length} of ${applicable}`,
    ],
  ];
  return table(["what", "good", "not run"], rows);
}

function modesTable(): string {
  const place = { stack: "<stack>", project: "<project>", pack: "policies", disabling: "off.json" };
  const rows = modeNames.map((name) => [name, `\`${modeOf(name, place).run}\``]);
  return `## Modes\n\n\`off.json\` switches every policy of the pack off. Without component inputs the claim does not reach the pack, which then refuses whatever is asked: that mode runs without the pack, so that the program has to refuse alone and its twin can succeed.\n\n${table(["mode", "what is run"], rows)}`;
}

const faultsTable = (): string =>
  `## Faults\n\n${table(
    ["fault", "what is wrong with the first piece of evidence of the gate"],
    faultNames.map((name) => [name, faultText(name)]),
  )}`;

function engineTables({ cells, twins }: MatrixResults): string {
  const all = matrixCells();
  const shown = (key: string): string => {
    const found = cells.get(key);
    return found === undefined ? "not run" : isGood(found) ? "refused" : "**wrong**";
  };
  const faults = faultNames.map((fault) => [
    fault,
    ...modeNames.map((mode) => shown(cellKey({ move: moveOf(faultedGate), gate: faultedGate, fault, mode }))),
  ]);
  const gates = matrixGates.map((gate) => [
    gate,
    ...modeNames.map((mode) => {
      const of = all.filter((cell) => cell.gate === gate && cell.mode === mode);
      const one = gate === faultedGate ? undefined : of[0];
      return one === undefined ? "as above" : `${one.fault}: ${shown(cellKey(one))}`;
    }),
  ]);
  const runs = moves.map((move) => [
    move,
    ...modeNames.map((mode) => {
      const twin = twins.get(twinKey(move, mode));
      if (noTwin(move, mode) !== undefined) return "n/a";
      return twin === undefined ? "not run" : twin.succeeded ? `${twin.writes} writes` : "**failed**";
    }),
  ]);
  return [
    `## Every fault on \`${faultedGate}\`, in every mode\n\n${table(["fault", ...modeNames], faults)}`,
    `## Every gate with one fault, in every mode\n\n${table(["gate", ...modeNames], gates)}`,
    `## The engine without a fault\n\n${table(["move", ...modeNames], runs)}\n\n${withoutTwin.join("\n")}`,
  ].join("\n\n");
}

const withoutTwin = moves.flatMap((move) =>
  modeNames.flatMap((mode) => {
    const reason = noTwin(move, mode);
    return reason === undefined ? [] : [`- n/a: ${move}, ${mode}: ${reason}`];
  }),
);

function packTable(pack: readonly PackResult[]): string {
  const rows = matrixGates.map((gate) => [
    gate,
    ...faultNames.map((fault) => {
      if (notApplicable(gate, fault) !== undefined) return "n/a";
      const found = pack.find((one) => one.gate === gate && one.fault === fault);
      return found === undefined ? "not run" : isGood(found) ? "refused" : "**wrong**";
    }),
  ]);
  const reasons = new Set(
    matrixGates.flatMap((gate) =>
      faultNames.flatMap((fault) => {
        const reason = notApplicable(gate, fault);
        return reason === undefined ? [] : [`- n/a: \`${gate}\`, ${fault}: ${reason}`];
      }),
    ),
  );
  return `## Every gate with every fault, through the pack\n\nThe pack runs as the engine starts it and is asked over gRPC. What it reads from the platform is made up here; the files and signatures are real. All faults of a gate share one twin, for without the fault their evidence is the same.\n\n${table(["gate", ...faultNames], rows)}\n\n${[...reasons].join("\n")}`;
}

const endings = (problems: readonly string[]): string =>
  problems.length === 0
    ? "Nothing went wrong in what was run."
    : `## What went wrong\n\n${problems.map((line) => `- ${line.replace(/\s+/g, " ")}`).join("\n")}`;
