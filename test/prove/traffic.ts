import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { trafficPage } from "./traffic-page";
import { trafficRun, type TrafficFound } from "./traffic-run";
import { trafficStages } from "./traffic-stages";

const ratePerSecond = 240;
const streams = 40;
/** Together enough for the requests below, whatever the engine takes. */
const steadySeconds = [20, 30, 60, 45, 60, 45, 85, 85];
const leastRequests = 100_000;
const report = resolve(__dirname, "../../docs/reports/traffic.md");

/** Sends 100,000 requests, and streams beside them, while a release goes through every kind of change, and counts what is lost. */
export async function traffic(): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const stages = trafficStages(steadySeconds);
  const asked = { system: "mcp-jira-server", host: "server.lab", stages, ratePerSecond, streams };
  const found = await trafficRun({ ...asked, say });
  const page = trafficPage(asked, found);
  writeFileSync(report, page);
  say(page);
  const problems = problemsOf(found);
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

function problemsOf({ report: { sent, lostTotal, lost, faults, byVersion }, stages }: TrafficFound): readonly string[] {
  const outside = stages.filter(({ inBand }) => !inBand).map(({ stage }) => stage.title);
  return [
    ...(sent < leastRequests ? [`requests: must be at least ${leastRequests}, got ${sent}`] : []),
    ...(lostTotal > 0 ? [`lost: must be none, got ${lostTotal}, first ${JSON.stringify(lost.slice(0, 5))}`] : []),
    ...(faults > 0 ? [`faults: none was injected, got ${faults}`] : []),
    ...(byVersion["none"] === undefined ? [] : [`answers without a version: must be none, got ${byVersion["none"]}`]),
    ...(outside.length > 0 ? [`shares: must lie within their band, got others at ${outside.join(", ")}`] : []),
  ];
}
