import { trackLabel, trackServiceOf } from "../../../contract/object-names";
import type { WorkloadArgs, WorkloadService } from "../workload";
import type { RolloutStrategy } from "./rollout-spec";
import type { Step } from "./step";

type Canary = NonNullable<RolloutStrategy["canary"]>;

/** Seconds that the pods of a replaced release stay, so that a router which lags behind still finds them. */
const scaleDownDelaySeconds = 30;

/** Splits by share: the router's weights follow the steps. The rollback driver adds the analysis beside them. */
export function canary(service: WorkloadService, args: Required<WorkloadArgs>, steps: readonly Step[]): Canary {
  return {
    stableService: trackServiceOf(service.name, "stable"),
    canaryService: trackServiceOf(service.name, "candidate"),
    stableMetadata: { labels: { [trackLabel]: "stable" } },
    canaryMetadata: { labels: { [trackLabel]: "candidate" } },
    // The stable pods stay at full number, so that a rollback needs no new pod.
    dynamicStableScale: false,
    maxUnavailable: 0,
    scaleDownDelaySeconds,
    abortScaleDownDelaySeconds: scaleDownDelaySeconds,
    trafficRouting: trafficRouting(service, args),
    steps: steps.map((step) => ({ ...step })),
  };
}

function trafficRouting(service: WorkloadService, args: Required<WorkloadArgs>): NonNullable<Canary["trafficRouting"]> {
  if (args.router === "traefik") return { traefik: { weightedTraefikServiceName: service.name } };
  const httpRoute = { httpRoute: service.name, namespace: args.namespace, disableInProgressLabel: true };
  return { plugins: { "argoproj-labs/gatewayAPI": httpRoute } };
}
