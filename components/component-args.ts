import { MonitoringSettings } from "../contract/monitoring-settings";
import { namespaceOf } from "../contract/object-names";
import type { Settings } from "../contract/settings";
import { trackHeaders } from "../contract/track-headers";
import type { Plan } from "../plan/plan";
import { valueOf } from "../release/known";
import type { AllowedMove } from "../release/move";
import type { Progress } from "../release/progress";
import { servesAsStable } from "../release/running";
import { sameRelease } from "../release/same-release";
import type { Situation } from "../release/situation";
import { isComplete } from "../release/stage";
import { applyMove } from "../release/transition";
import type { DashboardsArgs } from "./dashboards/dashboards";
import type { EdgeArgs } from "./edge/edge";
import type { EnvironmentArgs } from "./environment/environment";
import type { MonitoringArgs } from "./monitoring/monitoring";
import type { ProgressArgs } from "./progress/progress";
import type { RollbackArgs } from "./rollback/rollback";
import type { RoutingArgs } from "./routing/routing";
import type { WorkloadArgs, WorkloadOutputs, WorkloadShare, WorkloadWay } from "./workload/workload";

/** What a stack is built from, before anything is judged. */
export interface StackDescription {
  readonly plan: Plan;
  readonly settings: Settings;
  readonly stack: string;
}

/** Secret that gets the certificate of all hosts. */
const tlsSecret = "edge-tls";

/** A share of nothing, for naming what would run before it is known how much of the traffic it gets. */
export const noShare: WorkloadShare = { release: "", phase: "", previousPercent: 0, targetPercent: 0, way: "stays" };

/** Arguments of every component, from the plan and the settings of one stack. */
export const componentArgs = {
  environment: ({ plan, settings, stack }: StackDescription): EnvironmentArgs => ({
    ...placeOf({ plan, settings, stack }),
    ...{ stack, services: plan.services, stores: plan.stores },
  }),
  rollback: (description: StackDescription, move: AllowedMove): RollbackArgs => {
    const { lifters, holders, onCall } = description.settings;
    const hold = move.hold === undefined ? {} : { hold: move.hold };
    return { ...placeOf(description), ...hold, lifters, holders, onCall, headers: Object.values(trackHeaders) };
  },
  routing: (description: StackDescription): RoutingArgs => {
    const { plan, settings } = description;
    return {
      ...placeOf(description),
      services: plan.services.map(({ name, port, hosts }) => ({ name, port, hosts })),
      smoke: { name: trackHeaders.smoke, value: settings.smokeToken },
      ...{ router: settings.router, stickiness: plan.stickiness, trackHeader: trackHeaders.track },
      ...(settings.gateway === undefined ? {} : { gateway: settings.gateway }),
      ...(settings.tls === undefined ? {} : { tlsSecret }),
    };
  },
  workload: (description: StackDescription, share: WorkloadShare, situation?: Situation): WorkloadArgs => {
    const { plan, settings } = description;
    const progress = situation && progressOf(situation);
    return {
      ...placeOf(description),
      ...{ services: plan.services, images: settings.release.artifacts, share },
      ...{ strategy: plan.strategy, router: settings.router, waitSeconds: settings.waitSeconds },
      ...(progress === undefined ? {} : { releasedServices: Object.keys(progress.release.artifacts) }),
    };
  },
  monitoring: (description: StackDescription, { phase, targetPercent }: WorkloadShare): MonitoringArgs => {
    const { plan, settings } = description;
    const released = plan.phases.some(({ name }) => name === phase);
    return {
      ...placeOf(description),
      ...{ plan, phase, candidate: released && targetPercent > 0 },
      ...(settings.monitoring === undefined ? {} : { settings: settings.monitoring }),
    };
  },
  dashboards: (
    description: StackDescription,
    share: WorkloadShare,
    { progress, reachedAt }: Pick<ProgressArgs, "progress" | "reachedAt">,
  ): readonly DashboardsArgs[] => {
    const { dashboards, monitoring, release } = description.settings;
    const { phase, candidate } = componentArgs.monitoring(description, share);
    if (dashboards === undefined) return [];
    const { instances, folder } = dashboards;
    return [
      {
        ...{ ...placeOf(description), plan: description.plan, phase, candidate },
        ...{ release: share.release, sharePercent: share.targetPercent, profile: release.profile },
        ...{
          runbooks: MonitoringSettings.parse(monitoring ?? {}).runbooks,
          since: reachedAt ?? progress.since,
          instances,
        },
        ...(folder === undefined ? {} : { folder }),
      },
    ];
  },
  edge: (description: StackDescription): EdgeArgs => {
    const { settings } = description;
    return {
      ...placeOf(description),
      ...{ hosts: hostsOf(description), tlsSecret },
      ...(settings.tls === undefined ? {} : { issuer: { name: settings.tls.issuer, kind: settings.tls.issuerKind } }),
      ...(settings.dns === undefined ? {} : { dns: settings.dns as NonNullable<EdgeArgs["dns"]> }),
    };
  },
};

/** Every host name that clients call. */
export const hostsOf = ({ plan }: StackDescription): readonly string[] => [
  ...new Set(plan.services.flatMap(({ hosts }) => hosts)),
];

/** How the workload gets from the share it has to the one that the judged move sets. */
export const shareOf = (move: AllowedMove, situation: Situation): WorkloadShare => ({
  ...{ release: situation.asked.release.id, phase: move.to },
  previousPercent: Math.round(move.previousPercent),
  targetPercent: move.sharePercent,
  way: wayOf(move, situation),
});

/** A completed release that is not the running stable one is taken through to the end at once; the running one needs no steps at all. */
function wayOf(move: AllowedMove, situation: Situation): WorkloadWay {
  const progress = progressOf(situation);
  const isStable = progress !== undefined && sameRelease(situation.asked.release, progress.stable);
  if (move.kind === "bootstrap") return "bootstraps";
  if (move.kind === "return") return isStable && servesAsStable(progress, situation.running) ? "returns" : "completes";
  if (
    move.kind === "stay" ||
    move.to === "sign-offs" ||
    (progress !== undefined && isComplete(progress.phase) && !move.startsRelease)
  )
    return "stays";
  return move.to === "complete" ? "completes" : "moves";
}

/** The progress to write: what the move leads to, with the time at which the workload reached its share where a soak begins. */
export function progressArgs(
  description: StackDescription,
  move: AllowedMove,
  situation: Situation,
  workload: Pick<WorkloadOutputs, "reachedAt">,
): ProgressArgs {
  const { platform, namespace } = placeOf(description);
  const progress = applyMove(situation, move, { sharePercent: move.sharePercent, ready: true, at: situation.now });
  if (progress === undefined) throw new Error("an allowed move leads to progress");
  const soaksOn = progress.since === progressOf(situation)?.since;
  return { platform, namespace, progress, ...(soaksOn ? {} : { reachedAt: workload.reachedAt }) };
}

const progressOf = ({ progress }: Situation): Progress | undefined => valueOf(progress);

const placeOf = ({ plan, settings, stack }: StackDescription) => ({
  platform: settings.platform,
  system: plan.system,
  namespace: namespaceOf(plan.system, stack),
});
