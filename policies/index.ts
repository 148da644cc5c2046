import { resolve } from "node:path";
import { PolicyPack } from "@pulumi/policy";
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

const program = resolve(__dirname, "..");
const memory = releaseMemory();

// The memory is filled before anything reads it: the engine shows the root first, and the policies of one resource run in this order.
new PolicyPack("sluice", {
  policies: [
    oneRelease(program, memory),
    lifeCycle(program),
    ...[insideRelease, inPlainSight, protectedKinds],
    ...[podProbes, podLimits, podPrivileges, podToken],
    ...[releasedImages, lockedSettings, weightsWithinShare, tls, trackServices].map((policy) => policy(memory)),
  ],
});
