import type { Mutant } from "./mutants";
import { cell, changeCell, type MutationScore, percentText, placeCell } from "./mutation-score";

/** One group of files that were changed, and what became of the changes. */
export interface MutatedGroup {
  readonly name: string;
  /** What it is and which files belong to it, in one phrase. */
  readonly what: string;
  readonly score: MutationScore;
}

/** Why a survivor is no gap in the tests, when somebody has looked at it. */
export type ReasonFor = (survivor: Mutant) => string | undefined;

const count = (value: number): string => value.toLocaleString("en-US");

/** The page about changes of what reads and judges evidence. `waiting` are the groups that this run has not come to. */
export function gatesReport(groups: readonly MutatedGroup[], waiting: readonly string[], reasonFor: ReasonFor): string {
  const survivors = groups.flatMap(({ score }) => score.survivors);
  const unloadable = groups.flatMap(({ score }) => score.unloadable);
  return `# Changes of evidence and its judges

Written by \`npm run prove -- mutation-gates\`, Node ${process.version}, Stryker with the vitest runner.

\`release/judge.ts\`, \`policies/gate.ts\` and every file of \`evidence/\` are changed, one operator, value or branch at a time, messages included, and each change meets the tests of its group: those of the very files, and no others. A group of which fewer than 95 % of the changes are noticed fails this proof, as does a survivor without a written reason. A change is not made again while its own text and the tests that it meets are the same as in an earlier run; taking away \`.cache\` makes all of them. The life cycle in \`release/\` has a run of its own, \`mutation-release\`. The judges of single gates in \`release/gates/\` are in neither. A short form, \`test/evidence/changed-evidence.test.ts\`, runs in \`npm test\`.

${groups.map(({ name, what }) => `- \`${name}\`: ${what}`).join("\n")}

| group | changes | cannot be loaded (not counted) | counted | killed | killed because the tests never end | survived | met by no test | score |
|---|---|---|---|---|---|---|---|---|
${groups.map(groupRow).join("\n")}

${waiting.length === 0 ? "Every group was run." : `**Stopped before these groups, of which nothing is known: ${waiting.join(", ")}.**`} Survivors without a reason: ${survivors.filter((one) => reasonFor(one) === undefined).length}.

## Survivors

| place | change | why it survives |
|---|---|---|
${survivors.map((one) => `| ${placeCell(one)} | ${changeCell(one)} | ${cell(reasonFor(one) ?? "**none given**")} |`).join("\n")}

## Not loadable

${unloadable.map((one) => `- ${placeCell(one)} ${changeCell(one)}`).join("\n") || "None."}
`;
}

function groupRow({ name, score }: MutatedGroup): string {
  const { made, unloadable, judged, killed, timedOut, survivors, percent } = score;
  const unmet = survivors.filter(({ status }) => status === "NoCoverage").length;
  const cells = [made, unloadable.length, judged, killed, timedOut, survivors.length - unmet, unmet].map(count);
  return `| \`${name}\` | ${cells.join(" | ")} | ${percentText(percent)} |`;
}
