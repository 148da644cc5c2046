import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { Command } from "commander";
import type { Limit } from "../plan/limit";
import type { Plan } from "../plan/plan";
import { problemLine } from "../plan/problem";
import { readPlan } from "../plan/read-plan";
import { spokenDuration } from "../plan/spoken-duration";
import { exitCodes, run } from "./run";

/** Far above what a plan may hold, so that reading gives its own message; below what would fill the memory. */
const largestFileBytes = 64 * 1024 * 1024;

/** What `sluice plan check` says of a file, and the exit code that it ends with. */
export interface PlanCheck {
  readonly lines: readonly string[];
  readonly exitCode: number;
}

/** Adds `sluice plan check`: every problem of a plan with its line, or the plan read aloud. */
export function addPlanCommand(program: Command): void {
  program
    .command("plan")
    .description("read a plan")
    .command("check")
    .argument("<file>", "the plan, e.g. systems/shop/plan.yaml")
    .description("list every problem of a plan, or read it aloud")
    .addHelpText("after", "\nExit code: 0 the plan is valid, 1 it is not.")
    .action((file: string) =>
      run(() => {
        const { lines, exitCode } = checkPlanFile(file);
        for (const line of lines) console.log(line);
        process.exitCode = exitCode;
      }),
    );
}

/** Reads a plan from a file. A problem is `plan.yaml:12: phases[0].soak: must be …`, as editors link it. */
export function checkPlanFile(file: string): PlanCheck {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new Error(`plan "${file}": must be a file`);
  if (found.size > largestFileBytes)
    throw new Error(`plan "${file}": must be at most 256 KiB, got ${found.size} bytes`);
  const reading = readPlan(readFileSync(file, "utf8"));
  if (reading.kind === "valid") return { lines: aloud(reading.plan, reading.hash), exitCode: exitCodes.ok };
  const lines = reading.problems.map((problem) => `${basename(file)}:${problem.line ?? 1}: ${problemLine(problem)}`);
  return { lines, exitCode: exitCodes.mistake };
}

function aloud(plan: Plan, hash: string): readonly string[] {
  const services = plan.services.map(({ name }) => name).join(", then ");
  return [
    `${plan.system} deploys ${services} on ${plan.platforms.join(" or ")}.`,
    ...plan.phases.map(phaseAloud),
    `Trouble in any phase: ${plan.rollBackWhen.map(limitAloud).join("; ")}.`,
    `Its hash is ${hash}.`,
  ];
}

function phaseAloud({
  name,
  trafficPercent,
  soakSeconds,
  enter,
  advanceWhen,
  onTrouble,
}: Plan["phases"][number]): string {
  const trouble = onTrouble.kind === "roll-back" ? "roll back" : `step down to ${onTrouble.to}`;
  const limits = advanceWhen.map(limitAloud).join(", ");
  return `${name} gets ${trafficPercent} % for ${spokenDuration(soakSeconds)} after ${enter.join(", ")}; it goes on with ${limits}; on trouble ${trouble}.`;
}

type Spoken = Limit | Plan["rollBackWhen"][number];

function limitAloud(limit: Spoken): string {
  if ("baseline" in limit) return `${limit.metric} within ${limit.withinPercent} % of ${limit.baseline}`;
  const unit = {
    percent: " %",
    seconds: " s",
    number: "",
    "per-minute": " a minute",
    "bytes-per-second": " bytes a second",
  };
  const said = limit.unit === "percent-per-hour" ? " % an hour" : unit[limit.unit];
  const window = limit.forSeconds > 0 ? ` for ${spokenDuration(limit.forSeconds)}` : "";
  return `${limit.metric} ${limit.operator.replace("-", " ")} ${limit.value}${said}${window}`;
}
