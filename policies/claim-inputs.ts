import { resolve } from "node:path";
import type { Claim } from "../contract/claim";
import { readInputs, type InputsReading } from "../situation/read-inputs";

/** Reads settings, plan and trust of the stack that a claim names. `program` is the folder that the claim's project starts from. */
export function claimInputs(claim: Claim, program: string): InputsReading {
  const values: Readonly<Record<string, unknown>> = claim.settings;
  return readInputs({
    root: resolve(program, claim.project),
    stack: claim.stack,
    text: (name) => textOf(values[name]),
  });
}

const textOf = (value: unknown): string | undefined =>
  value === undefined || typeof value === "string" ? value : JSON.stringify(value);
