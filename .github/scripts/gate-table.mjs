// Prints what `sluice explain --json` says as a table for a pull request. Reads the JSON from standard input.
// Evidence is written by others: every mark that means something there is escaped, and the table has an end.
import { text } from "node:stream/consumers";

const longest = 60_000;
const plain = (value) =>
  String(value ?? "")
    .replaceAll(/[\s\p{C}]+/gu, " ")
    .slice(0, 300)
    .replaceAll(/[\\`*_{}[\]()#+!|<>@~&:/$-]/g, (mark) => `&#${mark.codePointAt(0)};`);

const { system, stack, phase, release, at, gates = [], move = {} } = JSON.parse(await text(process.stdin));
const open = gates.filter(({ status }) => status !== "pass").length;
const others = (move.blockers ?? []).filter(({ gate }) => gate === undefined);
const row = (...cells) => `| ${cells.map(plain).join(" | ")} |`;
const lines = [
  `### ${plain(system)} on ${plain(stack)}: phase ${plain(phase)}`,
  "",
  move.kind === "refused"
    ? `**Refused**: ${open} of ${gates.length} gates are open, ${others.length} other reasons. Nothing was changed.`
    : `**May go ${plain(move.kind)}**: ${plain(move.previousPercent)} % to ${plain(move.sharePercent)} %.`,
  "",
  `Release ${plain(release)}, judged as of ${plain(at)}.`,
  "",
  "| gate | verdict | what was found | next |",
  "|---|---|---|---|",
  ...gates.map(({ gate, status, reason, remedy }) => row(gate, status, reason, status === "pass" ? "" : remedy)),
  ...others.map(({ reason, remedy }) => row("", "blocks", reason, remedy)),
];
let length = 0;
const shown = lines.filter((line) => (length += line.length + 1) <= longest);
console.log(shown.join("\n"));
if (shown.length < lines.length) console.log(`\n${lines.length - shown.length} more rows: run \`npx sluice explain\`.`);
