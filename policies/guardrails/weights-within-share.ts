import { candidateTraffic, carriesTraffic } from "../candidate-traffic";
import { guardrail } from "../guardrail";
import type { ReleaseMemory } from "../released";

/**
 * Refuses weights of candidates above the share that the release claims. A field that the program leaves to the rollout controller after its
 * first write (`ignoreChanges`) shows what stood there before, not what would be written, so it is left out; what is written there, by whom
 * ever, admission holds to the ceiling.
 */
export const weightsWithinShare = (memory: ReleaseMemory) =>
  guardrail(
    {
      name: "weights-within-share",
      description: "No object gives candidates more of the traffic than the share that the release claims.",
      remediationSteps: "Ask for a phase with `pulumi config set sluice:phase <phase>`; weights are never set by hand.",
    },
    carriesTraffic,
    ({ type, props, opts }) => {
      const { targetPercent } = memory.recall().claim;
      return candidateTraffic(type, props)
        .filter(({ field, percent }) => percent > targetPercent && !isIgnored(field, opts.ignoreChanges))
        .map(
          ({ field, percent }) =>
            `${field} may give candidates at most ${targetPercent} percent of the traffic, got ${percent} percent`,
        );
    },
  );

const isIgnored = (field: string, ignored: readonly string[]): boolean =>
  ignored.some((path) => field === path || field.startsWith(`${path}.`));
