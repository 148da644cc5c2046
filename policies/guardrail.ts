import { type ResourceValidationArgs, type ResourceValidationPolicy, UnknownValueError } from "@pulumi/policy";
import { z } from "zod";
import type { AboutGate } from "./gate";

/** What a guardrail sees of a resource before the engine touches it. */
export type Seen = Pick<ResourceValidationArgs, "type" | "name" | "urn" | "props" | "opts">;

/** Everything that is wrong with a resource, one line each. It may throw: that counts as a problem. */
export type ProblemsOf = (seen: Seen) => readonly string[];

/**
 * A mandatory policy on the resources whose type it concerns. It fails closed as gates do: a value that is not known yet, a field of another
 * shape or a crash is reported as a violation, so that CrossGuard never turns the rule into advice.
 */
export function guardrail(
  about: AboutGate,
  concerns: (type: string) => boolean,
  problemsOf: ProblemsOf,
): ResourceValidationPolicy {
  return {
    ...about,
    enforcementLevel: "mandatory",
    validateResource: (resource, reportViolation) => {
      if (!concerns(resource.type)) return;
      for (const problem of found(resource, problemsOf)) {
        reportViolation(`${resource.type} "${resource.name}": ${problem}. ${about.remediationSteps}`);
      }
    },
  };
}

function found(seen: Seen, problemsOf: ProblemsOf): readonly string[] {
  try {
    return problemsOf(seen);
  } catch (error) {
    return whyUnchecked(error).map((reason) => `cannot be checked, ${reason}`);
  }
}

function whyUnchecked(error: unknown): readonly string[] {
  if (error instanceof UnknownValueError) return [`its ${(error as Error).message}`];
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => `${path.join(".") || "it"}: ${message}`);
  }
  return [error instanceof Error ? error.message : String(error)];
}
