import { z } from "zod";
import { guardrail, type Seen } from "../guardrail";
import { isOneOf, kubernetesKind } from "../kubernetes-kind";
import { hasPods, podOf } from "../pod";
import type { Released, ReleaseMemory } from "../released";

const isRollout = isOneOf([kubernetesKind("argoproj.io", "Rollout")]);
const Named = z.object({ metadata: z.object({ name: z.string() }) });

/** Refuses an image that could change under its name, and a Rollout that runs another image than the one that the gates judged. */
export const releasedImages = (memory: ReleaseMemory) =>
  guardrail(
    {
      name: "released-images",
      description: "Images are named by digest, and those of the services are the ones that the release claims.",
      remediationSteps:
        "Set it with `pulumi config set --path sluice:release.artifacts.<service> <image>@sha256:<digest>`.",
    },
    hasPods,
    (seen) => {
      const { containers } = podOf(seen);
      const loose = containers
        .filter(({ image }) => digestOf(image) === undefined)
        .map(({ name, image }) => `image of container "${name}" must be named by digest, got ${image ?? "none"}`);
      return isRollout(seen.type) ? [...loose, ...unjudged(seen, memory.recall())] : loose;
    },
  );

const digestOf = (image = ""): string | undefined => /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1];

/** A Rollout has the name of its service, and so has the container that runs the judged image. */
function unjudged(seen: Seen, { claim }: Released): readonly string[] {
  const service = Named.parse(seen.props).metadata.name;
  const judged = claim.release.artifacts[service];
  if (judged === undefined) {
    const services = Object.keys(claim.release.artifacts).join(", ");
    return [`a Rollout must have the name of a service of the release (${services}), got ${service}`];
  }
  const image = podOf(seen).spec.containers.find(({ name }) => name === service)?.image;
  if (digestOf(image) === judged) return [];
  return [`container "${service}" must run the judged ${judged}, got ${image ?? "no such container"}`];
}
