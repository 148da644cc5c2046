import { type ResourceValidationArgs, type ResourceValidationPolicy, UnknownValueError } from "@pulumi/policy";
import { z } from "zod";
import { Claim } from "../contract/claim";
import { token } from "../contract/tokens";
import { type Verdict, undecided } from "../release/verdict";

/** What a gate says of itself. */
export type AboutGate = Required<Pick<ResourceValidationPolicy, "name" | "description" | "remediationSteps">>;

/** Judges one claim. It may be slow, it may throw: both end as a verdict. */
export type Judge = (claim: Claim) => Promise<readonly Verdict[]>;

/**
 * A mandatory policy on the root `Release`, before any child of it exists. It fails closed: an unknown value, a claim of another shape,
 * a crash or an empty answer of the judge each block. CrossGuard by itself turns a mandatory policy that reads an unknown into an advisory one.
 */
export function gate(about: AboutGate, judge: Judge): ResourceValidationPolicy {
  return {
    ...about,
    enforcementLevel: "mandatory",
    validateResource: async (resource, reportViolation) => {
      if (resource.type !== token.release) return;
      for (const verdict of await verdictsOn(resource, judge)) {
        if (verdict.status !== "pass") reportViolation(line(resource.name, verdict));
      }
    },
  };
}

async function verdictsOn(resource: ResourceValidationArgs, judge: Judge): Promise<readonly Verdict[]> {
  try {
    const verdicts = await judge(Claim.parse(resource.props));
    return verdicts.length > 0 ? verdicts : [undecided("nothing was judged")];
  } catch (error) {
    return [undecided(whatWentWrong(error))];
  }
}

function whatWentWrong(error: unknown): string {
  if (error instanceof UnknownValueError) return "the claim is not known yet, so it cannot be judged";
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => `claim ${path.join(".") || "itself"}: ${message}`).join("; ");
  }
  return error instanceof Error ? error.message : String(error);
}

const line = (release: string, { reason, remedy }: Verdict): string =>
  remedy === undefined ? `release "${release}": ${reason}` : `release "${release}": ${reason}: ${remedy}`;
