import type { SparsePlan } from "../plan";
import { spokenDuration } from "../spoken-duration";
import type { Problem } from "../problem";
import type { Salvaged } from "../salvage";
import { allowedWords } from "../suggestion";
import { listed, namesOf } from "./listed";

type Sparse = Salvaged<SparsePlan>;
type Phase = Salvaged<SparsePlan["phases"][number]>;

/** Words that the life cycle has taken. */
const reserved = ["bootstrap", "prepare", "complete", "sign-offs", "staging"];

/** Shares, order, ways down and planned days of the phases. */
export function phaseChecks(plan: Sparse): readonly Problem[] {
  const phases = listed(plan.phases);
  return [
    ...phases.flatMap(([phase, at]) => [...nameProblems(phase, at), ...stepDownProblems(plan, phase, at)]),
    ...phases.flatMap(([phase, at]) => [...shareProblems(plan, phase, at), ...wayProblems(plan, phase, at)]),
    ...phases.flatMap(([phase, at]) => provingProblems(phase, `phases[${at}]`)),
    ...(plan.staging ? provingProblems(plan.staging, "staging") : []),
    ...lastProblems(plan),
    ...dayProblems(plan),
  ];
}

function nameProblems({ name }: Phase, at: number): readonly Problem[] {
  if (name === undefined || !reserved.includes(name)) return [];
  const problem = `must not be one of the life cycle's own words (${reserved.join(", ")})`;
  return [{ path: `phases[${at}].name`, problem, got: `"${name}"` }];
}

function shareProblems(plan: Sparse, { trafficPercent }: Phase, at: number): readonly Problem[] {
  const before = at === 0 ? undefined : plan.phases?.[at - 1]?.trafficPercent;
  if (before === undefined || trafficPercent === undefined || trafficPercent > before) return [];
  const problem = `must be above the ${before} % of the phase before and at most 100 %`;
  return [{ path: `phases[${at}].traffic`, problem, got: `${trafficPercent} %` }];
}

function lastProblems(plan: Sparse): readonly Problem[] {
  const phases = plan.phases ?? [];
  const last = phases[phases.length - 1];
  const path = `phases[${phases.length - 1}].traffic`;
  // A share that falls is told once.
  const falls = shareProblems(plan, last ?? {}, phases.length - 1).length > 0;
  if (last?.trafficPercent !== undefined && last.trafficPercent < 100 && !falls) {
    return [{ path, problem: "must be 100 % in the last phase", got: `${last.trafficPercent} %` }];
  }
  if (plan.strategy === "blue-green" && phases.length > 1) {
    return [
      {
        path: "phases",
        problem: "must be a single phase of 100 % with the strategy blue-green",
        got: `${phases.length} phases`,
      },
    ];
  }
  return [];
}

function stepDownProblems(plan: Sparse, { onTrouble }: Phase, at: number): readonly Problem[] {
  if (onTrouble?.kind !== "step-down" || onTrouble.to === undefined) return [];
  const earlier = namesOf((plan.phases ?? []).slice(0, at));
  if (earlier.includes(onTrouble.to)) return [];
  const problem = `must step down to an earlier phase${allowedWords(onTrouble.to, earlier)}`;
  return [{ path: `phases[${at}].on trouble`, problem, got: `"step down to ${onTrouble.to}"` }];
}

function wayProblems(plan: Sparse, phase: Phase, at: number): readonly Problem[] {
  const start = at === 0 ? 0 : plan.phases?.[at - 1]?.trafficPercent;
  const end = phase.trafficPercent;
  if (start === undefined || end === undefined) return [];
  let before = start;
  return listed(phase.byWayOf).flatMap(([{ trafficPercent }, step]) => {
    if (trafficPercent === undefined) return [];
    const least = before;
    before = Math.max(before, trafficPercent);
    if (trafficPercent > least && trafficPercent < end) return [];
    const problem = `must be above ${least} % and below the phase's ${end} %`;
    return [{ path: `phases[${at}].by way of[${step}].traffic`, problem, got: `${trafficPercent} %` }];
  });
}

function provingProblems(phase: Phase | NonNullable<Sparse["staging"]>, path: string): readonly Problem[] {
  const { soakSeconds } = phase;
  const problems: Problem[] = [];
  const taken = listed(phase.activities).reduce((sum, [{ takesSeconds }]) => sum + (takesSeconds ?? 0), 0);
  if (soakSeconds !== undefined && taken > soakSeconds) {
    const problem = `must fit into the soak of ${spokenDuration(soakSeconds)}`;
    problems.push({ path: `${path}.activities`, problem, got: `${spokenDuration(taken)} together` });
  }
  const { fromDay, toDay } = phase.days ?? {};
  const planned = fromDay === undefined || toDay === undefined ? Infinity : (toDay - fromDay + 1) * 86_400;
  if (soakSeconds !== undefined && soakSeconds > planned) {
    const problem = `must have room for the soak of ${spokenDuration(soakSeconds)}`;
    problems.push({ path: `${path}.days`, problem, got: spokenDuration(planned) });
  }
  return problems;
}

function dayProblems(plan: Sparse): readonly Problem[] {
  let earliest = plan.staging?.days?.fromDay ?? 1;
  return listed(plan.phases).flatMap(([{ days }, at]) => {
    const from = days?.fromDay;
    if (from === undefined) return [];
    const least = earliest;
    earliest = Math.max(earliest, from);
    if (from >= least) return [];
    return [{ path: `phases[${at}].days`, problem: `must begin on day ${least} or later`, got: `day ${from}` }];
  });
}
