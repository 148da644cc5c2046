import * as pulumi from "@pulumi/pulumi";
import { token } from "../../contract/tokens";
import type { Plan } from "../../plan/plan";
import type { Platform } from "../../plan/platform";
import { kubernetes } from "./kubernetes";

/** One service, as the plan has it. */
export type WorkloadService = Plan["services"][number];

/**
 * How the share is reached.
 * - `bootstraps`: the first release of the stack has no stable one beside it and gets everything at once.
 * - `moves`: the steps lead from the share it has to the one it gets, and end there.
 * - `completes`: the steps lead to everything, and the candidate becomes the stable release.
 * - `returns`: the images are those of the stable release again. The steps stay as they are: they ask for nothing, so no hold refuses them.
 * - `stays`: nothing moves. The steps stay too, since Argo forgets an abort when they are edited.
 */
export type WorkloadWay = "bootstraps" | "moves" | "completes" | "returns" | "stays";

/** The share of the traffic that this update sets, and the way to it. */
export interface WorkloadShare {
  /** Id of the release. */
  readonly release: string;
  /** The stage that is applied. */
  readonly phase: string;
  /** Share that the release really has before: whole percent, 0 to 100. */
  readonly previousPercent: number;
  /** Share that it gets: whole percent, 0 to 100. */
  readonly targetPercent: number;
  readonly way: WorkloadWay;
}

/** Runs the services of a system, in the plan's order, each with a stable and a candidate track. */
export interface WorkloadArgs {
  readonly platform: Platform;
  readonly system: string;
  readonly namespace: pulumi.Input<string>;
  /** In deployment order. Never empty. */
  readonly services: readonly WorkloadService[];
  /** Image of each service by digest, `<repository>@sha256:<64 hex digits>`. A tag could change under us. */
  readonly images: Readonly<Record<string, string>>;
  /** Services that progress knows. One that the plan no longer names was renamed, and a rename would replace what runs. @default [] */
  readonly releasedServices?: readonly string[];
  readonly share: WorkloadShare;
  /** `canary` grows the candidate with its share; `blue-green` runs all of it from the start, so that its one phase switches everybody in one step. @default canary */
  readonly strategy?: "canary" | "blue-green";
  /** Which objects carry the weights. @default traefik */
  readonly router?: "traefik" | "gateway-api";
  /** Longest wait for the share to be reached: seconds. @default 600 */
  readonly waitSeconds?: number;
}

/** What other components read of the workload. */
export interface WorkloadOutputs {
  /** Name of the object that rolls out each service, by service. */
  readonly rollouts: pulumi.Output<Record<string, string>>;
  /** When every service had reached its share, as RFC 3339 in UTC. */
  readonly reachedAt: pulumi.Output<string>;
}

/** Builds the workload on one platform. */
export type WorkloadDriver = (name: string, args: Required<WorkloadArgs>, parent: Workload) => WorkloadOutputs;
const drivers: Record<Platform, WorkloadDriver | undefined> = { aws: undefined, azure: undefined, kubernetes };

/** Runs the services of a system, in the plan's order, each with a stable and a candidate track. */
export class Workload extends pulumi.ComponentResource implements WorkloadOutputs {
  readonly rollouts: pulumi.Output<Record<string, string>>;
  readonly reachedAt: pulumi.Output<string>;

  constructor(name: string, args: WorkloadArgs, opts?: pulumi.ComponentResourceOptions) {
    const { driver, full } = complete(name, args);
    // Where nothing moves, neither the share nor what it was compared with counts as a change.
    const still = full.share.way === "stays" ? { ignoreChanges: ["share", "releasedServices"] } : {};
    super(token.workload, name, full, { ...opts, ...still });
    const outputs = driver(name, full, this);
    this.rollouts = outputs.rollouts;
    this.reachedAt = outputs.reachedAt;
    this.registerOutputs(outputs);
  }
}

/** Fills in every default and finds the driver. Throws a RunError for what the workload refuses. */
export function complete(name: string, args: WorkloadArgs): { driver: WorkloadDriver; full: Required<WorkloadArgs> } {
  const refuse = (problem: string): never => {
    throw new pulumi.RunError(`workload "${name}": ${problem}`);
  };
  const services = args.services.map((service) => service.name);
  const gone = (args.releasedServices ?? []).find((service) => !services.includes(service));
  if (gone !== undefined)
    refuse(
      `service "${gone}" is released, so it can be neither renamed nor removed, got services ${services.join(", ")}`,
    );
  if (services.length === 0) refuse("services must name at least one, got none");
  for (const service of services) {
    const image = args.images[service];
    if (image === undefined)
      refuse(`image of service "${service}" is missing, got images of ${Object.keys(args.images).join(", ")}`);
    else if (!/@sha256:[0-9a-f]{64}$/.test(image))
      refuse(`image of service "${service}" must end in @sha256: and 64 hex digits, got ${image}`);
  }
  for (const percent of [args.share.previousPercent, args.share.targetPercent]) {
    if (!Number.isInteger(percent) || percent < 0 || percent > 100) {
      refuse(`a share must be a whole number from 0 to 100 percent, got ${String(percent)}`);
    }
  }
  const driver =
    drivers[args.platform] ?? refuse(`not built yet for this platform, choose kubernetes, got ${args.platform}`);
  return { driver, full: { releasedServices: [], strategy: "canary", router: "traefik", waitSeconds: 600, ...args } };
}
