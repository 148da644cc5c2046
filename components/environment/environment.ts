import * as pulumi from "@pulumi/pulumi";
import { token } from "../../contract/tokens";
import type { Plan } from "../../plan/plan";
import type { Platform } from "../../plan/platform";
import { kubernetes } from "./kubernetes";

/** The place where a stack of a system runs, closed but for what it needs. */
export interface EnvironmentArgs {
  readonly platform: Platform;
  readonly system: string;
  readonly stack: string;
  /** Name of the place; it never changes once it exists. */
  readonly namespace: string;
  readonly services: Plan["services"];
  /** Namespace of the gateway, the only one that may call the services. @default traefik */
  readonly gatewayNamespace?: string;
  /** Namespace of what scrapes their metrics. @default monitoring */
  readonly monitoringNamespace?: string;
  /** What keeps the data; a service may call the ones that it names. */
  readonly stores: Plan["stores"];
  /** Secrets of the namespace that open the image registry. @default [] */
  readonly imagePullSecrets?: readonly string[];
}

/** What other components read of the environment. */
export interface EnvironmentOutputs {
  /** Name of the namespace, known only once it exists. */
  readonly namespace: pulumi.Output<string>;
}

/** Builds the environment on one platform. */
export type EnvironmentDriver = (
  name: string,
  args: Required<EnvironmentArgs>,
  parent: Environment,
) => EnvironmentOutputs;
const drivers: Record<Platform, EnvironmentDriver | undefined> = { aws: undefined, azure: undefined, kubernetes };

/** The place where a stack of a system runs, closed but for what it needs. */
export class Environment extends pulumi.ComponentResource implements EnvironmentOutputs {
  readonly namespace: pulumi.Output<string>;

  constructor(name: string, args: EnvironmentArgs, opts?: pulumi.ComponentResourceOptions) {
    const { driver, full } = complete(name, args);
    super(token.environment, name, full, opts);
    const outputs = driver(name, full, this);
    this.namespace = outputs.namespace;
    this.registerOutputs(outputs);
  }
}

function complete(name: string, args: EnvironmentArgs): { driver: EnvironmentDriver; full: Required<EnvironmentArgs> } {
  const refuse = (problem: string): never => {
    throw new pulumi.RunError(`environment "${name}": ${problem}`);
  };
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(args.namespace)) {
    refuse(`namespace must be at most 63 lower-case letters, digits and dashes, got ${args.namespace}`);
  }
  const driver =
    drivers[args.platform] ?? refuse(`not built yet for this platform, choose kubernetes, got ${args.platform}`);
  const defaults = { gatewayNamespace: "traefik", monitoringNamespace: "monitoring", imagePullSecrets: [] };
  return { driver, full: { ...defaults, ...args } };
}
