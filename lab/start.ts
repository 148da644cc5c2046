import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { problemLine } from "../plan/problem";
import { readPlan } from "../plan/read-plan";
import { rehearse } from "../plan/rehearse";
import { startLab } from "./cluster/lab";
import { releaseProject } from "./start/release-project";
import { reachFromOutside, Story } from "./start/story";
import { buildLog } from "./toolchain/build-log";
import { releasePrograms } from "./toolchain/program-name";
import { ensureToolchain } from "./toolchain/toolchain";

const repository = resolve(__dirname, "..");
const usualPlan = resolve(repository, "systems/mcp-jira-server/plan.yaml");

interface Flags {
  readonly plan: string;
  readonly factor: number;
}

async function start({ plan, factor }: Flags): Promise<void> {
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const planText = rehearsalOf(plan, factor);
  const began = Date.now();
  const tools = await ensureToolchain(releasePrograms, buildLog(process.stderr));
  say("starting a cluster: etcd, API server, controller manager, scheduler, kubelet, Argo Rollouts, Traefik");
  const lab = await startLab({ toolchain: tools });
  try {
    const cluster = await reachFromOutside(lab);
    const project = releaseProject({ lab, programs: tools.folder, planText, folder: `.lab/start-${process.pid}` });
    await new Story({ lab, cluster, project, say }).tell();
    const outputs = await project.pulumi("stack", "output", "--json", "--stack", "production");
    say(`\nstack outputs, which other teams read:\n${outputs.out}`);
    say(`the plan it followed      ${project.root}/plan.yaml`);
    say(`who signed what           ${project.root}/evidence/production/journal.jsonl`);
    say(`how to do it on yours     README.md, "On a real cluster"`);
    say(`done in ${((Date.now() - began) / 1000).toFixed(0)} s`);
  } finally {
    await lab.stop();
  }
}

function rehearsalOf(path: string, factor: number): string {
  const text = readFileSync(path, "utf8");
  const reading = readPlan(text);
  if (reading.kind === "invalid")
    throw new Error(reading.problems.map((one) => `${path}: ${problemLine(one)}`).join("\n"));
  return rehearse(text, factor);
}

const program = new Command("start")
  .description("Release a system on a real cluster of its own, from bootstrap to complete, with its times divided.")
  .option("--plan <file>", "the plan to follow", usualPlan)
  .addOption(new Option("--factor <n>", "what soaks and windows are divided by").argParser(Number).default(3600))
  .action(start);

program.parseAsync().catch((problem: unknown) => {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
  process.exitCode = 1;
});
