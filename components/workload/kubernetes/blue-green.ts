import { trackLabel, trackServiceOf } from "../../../contract/object-names";
import type { WorkloadArgs, WorkloadService } from "../workload";
import type { RolloutStrategy } from "./rollout-spec";

/** Switches everybody at once: the candidate is a preview until the release completes, and never gets a part of the traffic. */
export function blueGreen(
  service: WorkloadService,
  { share }: Required<WorkloadArgs>,
): NonNullable<RolloutStrategy["blueGreen"]> {
  return {
    activeService: trackServiceOf(service.name, "stable"),
    previewService: trackServiceOf(service.name, "candidate"),
    activeMetadata: { labels: { [trackLabel]: "stable" } },
    previewMetadata: { labels: { [trackLabel]: "candidate" } },
    autoPromotionEnabled: share.way !== "moves",
    scaleDownDelaySeconds: 30,
    abortScaleDownDelaySeconds: 30,
  };
}
