import * as pulumi from "@pulumi/pulumi";
import { token } from "../../contract/tokens";
import type { Platform } from "../../plan/platform";
import { kubernetes } from "./kubernetes";
import type { StackBoardArgs } from "./stack-boards";

/** The dashboards of a stack, for a Grafana that somebody else runs. */
export interface DashboardsArgs extends Omit<StackBoardArgs, "sinceSeconds"> {
  readonly platform: Platform;
  readonly system: string;
  /** When the phase was reached, as RFC 3339: the soak counts from then. Left out: no soak runs. */
  readonly since?: pulumi.Input<string>;
  /** Labels of the Grafana objects that show the boards. Never empty: no label would mean every Grafana of the cluster. */
  readonly instances: Readonly<Record<string, string>>;
  /** Folder of the boards in Grafana. @default the name of the system */
  readonly folder?: string;
}

/** {@link DashboardsArgs} with every default in place. */
export type CompleteDashboardsArgs = DashboardsArgs & Required<Pick<DashboardsArgs, "folder">>;

/** What other components read of the dashboards. */
export interface DashboardsOutputs {
  /** Addresses of the boards below Grafana's `/d/`. */
  readonly uids: pulumi.Output<readonly string[]>;
}

/** Builds the dashboards on one platform. */
export type DashboardsDriver = (name: string, args: CompleteDashboardsArgs, parent: Dashboards) => DashboardsOutputs;
const drivers: Record<Platform, DashboardsDriver | undefined> = { aws: undefined, azure: undefined, kubernetes };

/** The dashboards of a stack, for a Grafana that somebody else runs. */
export class Dashboards extends pulumi.ComponentResource implements DashboardsOutputs {
  readonly uids: pulumi.Output<readonly string[]>;

  constructor(name: string, args: DashboardsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { driver, full } = complete(name, args);
    super(token.dashboards, name, full, opts);
    const outputs = driver(name, full, this);
    this.uids = outputs.uids;
    this.registerOutputs(outputs);
  }
}

function complete(name: string, args: DashboardsArgs): { driver: DashboardsDriver; full: CompleteDashboardsArgs } {
  const refuse = (problem: string): never => {
    throw new pulumi.RunError(`dashboards "${name}": ${problem}`);
  };
  if (Object.keys(args.instances).length === 0)
    refuse("instances must name at least one label of the Grafana that shows them, got none");
  const driver =
    drivers[args.platform] ?? refuse(`not built yet for this platform, choose kubernetes, got ${args.platform}`);
  return { driver, full: { folder: args.system, ...args } };
}
