import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { namespaceOf } from "../../contract/object-names";
import { startLab, type Lab } from "../../lab/cluster/lab";
import { releaseProject } from "../../lab/start/release-project";
import { provideSecrets } from "../../lab/start/sample-secrets";
import { ensureToolchain } from "../../lab/toolchain/toolchain";
import { rehearse } from "../../plan/rehearse";
import { benchPage, benchTables, load, machine, type BenchReport } from "./bench-report";
import { compare, type Comparison } from "./compare";
import { engine, repository } from "./engine";
import { envelopeTimes } from "./envelopes";
import { floor } from "./floor";
import { ours, type Ours } from "./ours";
import type { Side } from "./side";
import { startUps } from "./start-up";

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const numbers = (text: string): readonly number[] => text.split(",").map(Number);
const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "10,100,1000" },
    rounds: { type: "string", default: "5" },
    pack: { type: "string", default: "policies/pack.js" },
    json: { type: "string", default: ".lab/bench/bench.json" },
    page: { type: "string" },
  },
});
const folder = join(repository, ".lab/bench");

async function bench(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "state"), { recursive: true });
  const tools = await ensureToolchain(
    ["pulumi", "pulumi-language-nodejs", "pulumi-resource-kubernetes"],
    () => undefined,
  );
  const lab = await startLab({ report: say });
  try {
    const sides = await prepare(lab, tools.folder);
    await report(sides);
  } finally {
    await lab.stop();
  }
}

async function prepare(lab: Lab, programs: string): Promise<{ readonly ours: Ours; readonly floor: Side }> {
  const cluster = await lab.connect("admin");
  // The bench judges as the program does, from outside of the lab, to know that no gate is open.
  process.env["KUBECONFIG"] = join(lab.folder, "outside.kubeconfig");
  writeFileSync(process.env["KUBECONFIG"], cluster.exportConfig());
  const planText = rehearse(readFileSync(join(repository, "systems/mcp-jira-server/plan.yaml"), "utf8"), 3600);
  const project = releaseProject({ lab, programs, planText, folder: ".lab/bench/ours" });
  const run = engine(lab, programs, join(folder, "state"));
  const provide = (): Promise<void> =>
    provideSecrets(cluster, project.plan, namespaceOf(project.plan.system, "production"));
  say("taking a release to prepare");
  const pack = join(repository, values.pack);
  return { floor: await floor(run, join(folder, "floor")), ours: await ours({ lab, project, run, pack, provide }) };
}

async function report(sides: { readonly ours: Ours; readonly floor: Side }): Promise<void> {
  // One number for all sizes, or one each, for a size that takes long; the last holds for the rest.
  const all = numbers(values.rounds);
  const roundsAt = (place: number): number => all[Math.min(place, all.length - 1)] ?? 5;
  const rounds = roundsAt(0);
  const before = load();
  const startUp = await startUps(rounds, join(folder, "compile-cache"));
  const envelopes = await envelopeTimes(rounds);
  const comparisons: Comparison[] = [];
  for (const [place, size] of numbers(values.sizes).entries()) {
    comparisons.push(...(await compare({ ...sides, rounds: roundsAt(place), say }, size)));
    const found: BenchReport = {
      ...{ machine: machine(), node: process.version, rounds, load: { before, after: load() } },
      ...{ ownResources: sides.ours.ownResources, gates: sides.ours.gates, comparisons, startUps: startUp, envelopes },
    };
    // After each size, so that a long run that is stopped has not been for nothing.
    writeFileSync(join(repository, values.json), `${JSON.stringify(found, undefined, 2)}\n`);
    if (values.page !== undefined) writePage(join(repository, values.page), found);
    say(benchTables(found));
  }
  const json = readFileSync(join(repository, values.json), "utf8");
  process.stdout.write(`${json}\n${benchTables(JSON.parse(json) as BenchReport)}`);
}

function writePage(path: string, found: BenchReport): void {
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  writeFileSync(path, benchPage(found, process.argv.slice(2), before));
}

bench().catch((problem: unknown) => {
  say(problem instanceof Error ? (problem.stack ?? problem.message) : String(problem));
  process.exitCode = 1;
});
