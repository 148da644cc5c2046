import { readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { readSettings, type Settings } from "../contract/settings";
import type { Plan } from "../plan/plan";
import { problemLine, type Problem } from "../plan/problem";
import { readPlan } from "../plan/read-plan";
import { readTrust } from "../trust/read-trust";
import type { Trust } from "../trust/trust";

/** What people wrote for a stack: its settings, the plan and the trust, each parsed and checked. */
export interface Inputs {
  /** The root of the Pulumi project, absolute; every path of the settings is relative to it. */
  readonly root: string;
  readonly stack: string;
  readonly settings: Settings;
  readonly plan: Plan;
  readonly planHash: string;
  readonly trust: Trust;
  readonly trustHash: string;
}

/** The inputs, or every problem of all of them, one line each. */
export type InputsReading =
  | { readonly kind: "valid"; readonly inputs: Inputs }
  | { readonly kind: "invalid"; readonly problems: readonly string[] };

/** Where the inputs are. `text` gives one setting as Pulumi's configuration holds it. */
export interface InputsPlace {
  readonly root: string;
  readonly stack: string;
  readonly text: (name: string) => string | undefined;
}

/** The largest file that is read: bytes. Plan and trust say for themselves when they are too long. */
const maximumBytes = 4 * 1024 * 1024;

/** Reads settings, plan and trust. It never throws for what they may hold, and nothing is done when any of them is wrong. */
export function readInputs({ root, stack, text }: InputsPlace): InputsReading {
  const read = readSettings(text);
  if ("problems" in read) return { kind: "invalid", problems: read.problems };
  const { settings } = read;
  const plan = readFile(root, settings.plan, readPlan);
  const trust = readFile(root, settings.trust, readTrust);
  const problems = [
    ...plan.problems,
    ...trust.problems,
    ...(plan.value === undefined ? [] : unfit(plan.value.plan, settings)),
  ];
  if (plan.value === undefined || trust.value === undefined || problems.length > 0)
    return { kind: "invalid", problems };
  return {
    kind: "valid",
    inputs: {
      ...{ root, stack, settings },
      ...{ plan: plan.value.plan, planHash: plan.value.hash },
      ...{ trust: trust.value.trust, trustHash: trust.value.hash },
    },
  };
}

type Parsed = { readonly kind: "valid" } | { readonly kind: "invalid"; readonly problems: readonly Problem[] };

interface FileReading<T> {
  readonly value?: Extract<T, { kind: "valid" }>;
  readonly problems: readonly string[];
}

function readFile<T extends Parsed>(root: string, path: string, parse: (text: string) => T): FileReading<T> {
  const text = textOf(root, path);
  if ("problem" in text) return { problems: [`file "${path}": ${text.problem}`] };
  const parsed = parse(text.text);
  if (parsed.kind === "valid") return { value: parsed as Extract<T, { kind: "valid" }>, problems: [] };
  return {
    problems: parsed.problems.map(
      (problem) => `${path}${problem.line === undefined ? "" : `:${problem.line}`}: ${problemLine(problem)}`,
    ),
  };
}

function textOf(root: string, path: string): { readonly text: string } | { readonly problem: string } {
  try {
    const real = realpathSync(join(root, path));
    const inside = relative(realpathSync(root), real);
    if (inside === ".." || inside.startsWith(`..${sep}`)) return { problem: "leads out of the project" };
    if (statSync(real).size > maximumBytes) return { problem: `must be at most ${maximumBytes} bytes` };
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(real)) };
  } catch (error) {
    if (error instanceof TypeError) return { problem: "is not UTF-8" };
    return { problem: `cannot be read, got ${(error as NodeJS.ErrnoException).code ?? String(error)}` };
  }
}

/** What the settings name and the plan does not, or the other way round. */
function unfit(plan: Plan, { release, hosts, platform }: Settings): readonly string[] {
  const services = plan.services.map(({ name }) => name);
  const listed = services.join(", ");
  return [
    ...services
      .filter((service) => release.artifacts[service] === undefined)
      .map((service) => `setting "sluice:release.artifacts": must name an image for service "${service}", got none`),
    ...[...Object.keys(release.artifacts), ...Object.keys(hosts)]
      .filter((service) => !services.includes(service))
      .map((service) => `setting "sluice": must name services of the plan (${listed}), got "${service}"`),
    ...(plan.platforms.includes(platform)
      ? []
      : [`setting "sluice:platform": must be one of the plan (${plan.platforms.join(", ")}), got "${platform}"`]),
  ];
}
