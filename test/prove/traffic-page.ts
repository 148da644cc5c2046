import { cpus, loadavg, totalmem } from "node:os";
import type { LoadReport, Loss } from "../../lab/load/load-report";
import { confidence, type StageCount } from "./traffic-count";
import type { TrafficArgs, TrafficFound } from "./traffic-run";
import { versions } from "./traffic-stages";

/** What was asked for, as far as the page says it. */
type Asked = Pick<TrafficArgs, "system" | "ratePerSecond" | "streams">;

/** The report of the proof, as a page. */
export function trafficPage(asked: Asked, { report, stages }: TrafficFound): string {
  return `# Traffic: nothing lost while a release moves

Written by \`npm run prove -- traffic\` on ${new Date().toISOString().slice(0, 10)}; ${machine()}.

One load on \`${asked.system}\` runs without a pause from the first answer during the bootstrap to the end: ${asked.ratePerSecond} requests a second as an open loop, and ${asked.streams} streams (server-sent events) that are opened again when the server ends them. Meanwhile the real engine takes the production stack through the stages below, with real Argo Rollouts, Traefik and API server; the pods are the lab's own processes with the plan's drain. Nothing is tried twice.

**${count(report.sent)} requests and ${count(report.streams.opened)} streams: ${count(report.lostTotal)} lost.** ${kinds(report)}

| stage | share of ${versions.next} wanted | answers while it moved | answers at rest | of ${versions.next} | 99.9 % band | within | lost | streams opened | ended by drain | held by ${versions.old} / ${versions.next} |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${stages.map(row).join("\n")}

- Lost: reset, refused, cut within the answer, no complete answer in ${report.streams.held === 0 ? "time" : "10 s"}, a status other than 2xx, and of streams also 5 s of silence. A stream that its pod ends in good order within the drain is not lost; it is opened again.
- At rest: sent between 2 s after the engine was done and the next change. Band: exact two-sided binomial, ${100 * confidence} %, for the answers at rest. Traefik takes turns by weight instead of drawing, so counts lie closer to the share than the band asks; shares of 0 and 100 % allow no single answer of the other version.
- Streams are placed when they open and stay with their pod: lowering a share moves none of them, and the last column shows who still holds which.
- Latency from the moment a request was due: mean ${ms(report.latencyMs.mean)}, p99 ${ms(report.latencyMs.p99)}, largest ${ms(report.latencyMs.max)}. The generator sent at ${report.schedule.ratePerSecond.toFixed(1)} a second, p99 ${ms(report.schedule.lateMs.p99)} late.
${losses(report.lost)}`;
}

function row(stage: StageCount): string {
  const { stage: of, moving, steady, steadyNew, band, inBand, lost, opened, ended, held } = stage;
  const cells = [
    ...[of.title, `${of.newPercent} %`, count(moving), count(steady), count(steadyNew)],
    ...[
      `${count(band.least)}–${count(band.most)}`,
      inBand ? "yes" : "**no**",
      count(lost),
      count(opened),
      count(ended),
    ],
    `${held[versions.old] ?? 0} / ${held[versions.next] ?? 0}`,
  ];
  return `| ${cells.join(" | ")} |`;
}

function losses(lost: readonly Loss[]): string {
  if (lost.length === 0) return "";
  const rows = lost.slice(0, 50).map((loss) => `- ${(loss.at / 1000).toFixed(2)} s: \`${JSON.stringify(loss)}\``);
  return `\n## Losses\n\n${rows.join("\n")}\n`;
}

function kinds({ answered, faults, lostByKind }: LoadReport): string {
  const lost = Object.entries(lostByKind).map(([kind, times]) => `${times} ${kind}`);
  return `${count(answered)} answered with 2xx, ${count(faults)} injected faults${lost.length > 0 ? `, ${lost.join(", ")}` : ""}.`;
}

const count = (number: number): string => number.toLocaleString("en-GB");
const ms = (milliseconds: number): string => `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
const machine = (): string =>
  `${cpus().length} processors, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node.js ${process.version}, load average ${(loadavg()[0] ?? 0).toFixed(1)} at the end`;
