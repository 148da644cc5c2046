import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { readInputs, type Inputs } from "../situation/read-inputs";

const StackFile = z.looseObject({ config: z.record(z.string(), z.unknown()).nullish() });
const prefix = "sluice:";

/** The folder of a Pulumi project and one of its stacks. */
export interface StackChoice {
  /** Folder of the Pulumi project. */
  readonly root: string;
  readonly stack: string;
}

/** The stack that a person means: the named one, that of `PULUMI_STACK`, or the only one that the project has settings for. */
export function chooseStack(root: string, named: string | undefined, environment = process.env): StackChoice {
  const stack = named ?? environment["PULUMI_STACK"];
  if (stack !== undefined && stack !== "") return { root, stack };
  const stacks = readdirSync(root).flatMap((file) => /^Pulumi\.([^.]+)\.yaml$/.exec(file)?.[1] ?? []);
  const [only, ...more] = stacks;
  if (only !== undefined && more.length === 0) return { root, stack: only };
  throw new Error(`stack: must be named with --stack, got none; the project has ${stacks.join(", ") || "no settings"}`);
}

/**
 * Reads a stack's settings, plan and trust without Pulumi, from `Pulumi.<stack>.yaml`. `overrides` stand for settings of the same name.
 * Throws with every problem, one line each.
 */
export function stackInputs({ root, stack }: StackChoice, overrides: Readonly<Record<string, string>> = {}): Inputs {
  const file = join(root, `Pulumi.${stack}.yaml`);
  if (!existsSync(file)) throw new Error(`stack "${stack}": must have settings, got no file "${file}"`);
  const { config } = StackFile.parse(parse(readFileSync(file, "utf8")));
  const reading = readInputs({
    root,
    stack,
    text: (name) => overrides[name] ?? settingText(config?.[`${prefix}${name}`]),
  });
  if (reading.kind === "invalid") throw new Error(reading.problems.join("\n"));
  return reading.inputs;
}

/** Pulumi hands objects and lists to a program as JSON. */
function settingText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
