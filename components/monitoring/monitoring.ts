import * as pulumi from "@pulumi/pulumi";
import type { MonitoringSettings } from "../../contract/monitoring-settings";
import { token } from "../../contract/tokens";
import type { Plan } from "../../plan/plan";
import type { Platform } from "../../plan/platform";
import type { RuleGroup } from "../../release/watch/rule";
import { watchRules } from "../../release/watch/watch-rules";
import { kubernetes } from "./kubernetes";
import { monitoringProblem } from "./monitoring-problem";

/** What watches a system, and who is told: everything follows from the plan's thresholds and its on-call contract. */
export interface MonitoringArgs {
  readonly platform: Platform;
  readonly system: string;
  readonly namespace: string;
  readonly plan: Plan;
  /** The stage that is applied: a phase's own triggers are in force in that phase only. */
  readonly phase: string;
  /** Whether a candidate answers requests, so that not seeing it is trouble. */
  readonly candidate: boolean;
  /** @default no labels, no prober, no receivers, runbooks in docs/runbooks */
  readonly settings?: MonitoringSettings;
}

/** {@link MonitoringArgs} with every default in place, and the rules that follow. */
export type CompleteMonitoringArgs = Required<MonitoringArgs> & { readonly rules: readonly RuleGroup[] };

/** What other components read of the monitoring. */
export interface MonitoringOutputs {
  /** The object that holds the rules as `kind/name`, known only once it exists. */
  readonly rules: pulumi.Output<string>;
}

/** Builds the monitoring on one platform. */
export type MonitoringDriver = (name: string, args: CompleteMonitoringArgs, parent: Monitoring) => MonitoringOutputs;
const drivers: Record<Platform, MonitoringDriver | undefined> = { aws: undefined, azure: undefined, kubernetes };

/** What watches a system, and who is told. */
export class Monitoring extends pulumi.ComponentResource implements MonitoringOutputs {
  readonly rules: pulumi.Output<string>;

  constructor(name: string, args: MonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    const { driver, full } = complete(name, args);
    super(token.monitoring, name, { ...args }, opts);
    const outputs = driver(name, full, this);
    this.rules = outputs.rules;
    this.registerOutputs(outputs);
  }
}

const usualSettings: MonitoringSettings = { labels: {}, runbooks: "docs/runbooks", receivers: {} };

function complete(name: string, args: MonitoringArgs): { driver: MonitoringDriver; full: CompleteMonitoringArgs } {
  const refuse = (problem: string): never => {
    throw new pulumi.RunError(`monitoring "${name}": ${problem}`);
  };
  const settings = args.settings ?? usualSettings;
  const driver =
    drivers[args.platform] ?? refuse(`not built yet for this platform, choose kubernetes, got ${args.platform}`);
  const full = { ...args, settings, rules: watchRules({ ...args, runbooks: settings.runbooks }) };
  const problem = monitoringProblem(full);
  if (problem !== undefined) refuse(problem);
  return { driver, full };
}
