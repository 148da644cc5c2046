import type { ResourceValidationPolicy } from "@pulumi/policy";
import { lifeCycle } from "./gates/life-cycle";
import { inPlainSight } from "./guardrails/in-plain-sight";
import { insideRelease } from "./guardrails/inside-release";
import { lockedSettings } from "./guardrails/locked-settings";
import { oneRelease } from "./guardrails/one-release";
import { podLimits } from "./guardrails/pod-limits";
import { podPrivileges } from "./guardrails/pod-privileges";
import { podProbes } from "./guardrails/pod-probes";
import { podToken } from "./guardrails/pod-token";
import { protectedKinds } from "./guardrails/protected-kinds";
import { releasedImages } from "./guardrails/released-images";
import { tls } from "./guardrails/tls";
import { trackServices } from "./guardrails/track-services";
import { weightsWithinShare } from "./guardrails/weights-within-share";
import { releaseMemory } from "./released";

/**
 * Every policy of the pack, in the order in which they judge a resource: the memory is filled before anything reads it, since the engine shows
 * the root first. `program` is the folder that the project of a claim starts from.
 */
export function policies(program: string): readonly ResourceValidationPolicy[] {
  const memory = releaseMemory();
  return [
    oneRelease(program, memory),
    lifeCycle(program),
    ...[insideRelease, inPlainSight, protectedKinds],
    ...[podProbes, podLimits, podPrivileges, podToken],
    ...[releasedImages, lockedSettings, weightsWithinShare, tls, trackServices].map((policy) => policy(memory)),
  ];
}
