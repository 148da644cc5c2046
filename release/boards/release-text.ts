import type { Limit } from "../../plan/limit";
import type { Plan } from "../../plan/plan";
import { durationText } from "../gates/duration-text";
import { limitText } from "../gates/limit-objection";
import { planPhase, provingOf } from "../gates/plan-stage";
import { isComplete } from "../stage";
import { indicatorOf } from "../watch/indicators";
import type { BoardArgs } from "./board-scope";

/** Where the release stands and what is asked for next, as Markdown. A verdict is judged anew at each update, so no board can show one. */
export function releaseText(args: BoardArgs): string {
  const { plan, phase, release, sharePercent, profile } = args;
  const hurried = profile === "hotfix" ? ", as a hotfix" : "";
  const head = `**${phase}**, ${sharePercent} % of the traffic${hurried}\n\nrelease \`${release}\``;
  const proving = provingOf(plan, phase);
  return [
    head,
    ...(proving === undefined ? [] : [leaving(plan, proving)]),
    coming(plan, phase),
    "`npx sluice explain` says which gates pass now, and who must do what for the others.",
  ].join("\n\n");
}

function leaving(plan: Plan, proving: NonNullable<ReturnType<typeof provingOf>>): string {
  const limits = proving.advanceWhen.map((limit) => `- ${words(limit)}${reported(plan, limit)}`);
  const soak = `It may be left upwards after a soak of ${durationText(proving.soakSeconds)} with at least ${proving.minimumRequests} requests, in which`;
  return [soak, "", ...limits].join("\n");
}

const words = (limit: Limit): string =>
  limit.kind === "threshold"
    ? limitText(limit)
    : `${limit.metric} must stay within ${limit.withinPercent} % of ${limit.baseline}`;

const reported = (plan: Plan, { metric }: Limit): string =>
  indicatorOf(metric, plan) === undefined ? " (reported by people, no panel)" : "";

function coming(plan: Plan, stage: string): string {
  if (isComplete(stage)) return "It is the stable release. The sign-offs follow.";
  const next = nextPhase(plan, stage);
  return next === undefined
    ? "Next: complete, then the sign-offs."
    : `Next: **${next.name}**, ${next.trafficPercent} %, once these gates and those of the trust pass: ${next.enter.join(", ")}.`;
}

/** The phase after a stage: the first one after prepare, none after the last. A share on the way to a phase comes before that phase. */
function nextPhase(plan: Plan, stage: string): Plan["phases"][number] | undefined {
  if (stage === "prepare") return plan.phases[0];
  const at = plan.phases.findIndex(({ name }) => name === stage);
  return at === -1 ? planPhase(plan, stage) : plan.phases[at + 1];
}
