import * as pulumi from "@pulumi/pulumi";
import { token } from "../../contract/tokens";
import type { Plan } from "../../plan/plan";
import type { Platform } from "../../plan/platform";
import { kubernetes } from "./kubernetes";

/** One service, as the router sees it. */
export interface RoutedService extends Pick<Plan["services"][number], "name" | "hosts"> {
  /** Part of the paths that it serves at the edge, beginning with a slash. @default / */
  readonly pathPrefix?: string;
}

/** How a request asks for the candidate, whatever the shares are. */
export interface SmokeHeader {
  /** Name of the header, e.g. `x-sluice-smoke`. */
  readonly name: string;
  /** Value that the header must have. Whoever knows it reaches the candidate at a share of 0. */
  readonly value: string;
}

/** The gateway that Gateway API routes attach to. */
export interface GatewayReference {
  readonly name: string;
  readonly namespace: string;
  /** Listener that speaks TLS, or the only one. */
  readonly listener: string;
  /** Listener without TLS, from which clients are redirected. Left out: there is none. */
  readonly plainListener?: string | undefined;
}

/** Sends each request to the stable or the candidate track, at the edge and nowhere else. */
export interface RoutingArgs {
  readonly platform: Platform;
  readonly system: string;
  readonly namespace: pulumi.Input<string>;
  /** In the plan's order. Never empty. */
  readonly services: readonly RoutedService[];
  readonly smoke: SmokeHeader;
  /** Which objects carry the weights. @default traefik */
  readonly router?: "traefik" | "gateway-api";
  /** Needed by the router `gateway-api`, and by nothing else. */
  readonly gateway?: GatewayReference;
  /** Secret with the certificate of all hosts. Left out: plain HTTP, as a rehearsal on a laptop has it. */
  readonly tlsSecret?: string;
  /** `user` keeps a person on one track by cookie, `none` draws for each request. @default none */
  readonly stickiness?: "none" | "user";
  /** Header by which a request tells every service downstream which track it was given. @default x-sluice-track */
  readonly trackHeader?: string;
}

/** {@link RoutingArgs} with every default in place. */
export type CompleteRoutingArgs = RoutingArgs & Required<Pick<RoutingArgs, "router" | "stickiness" | "trackHeader">>;

/** What other components read of the routing. */
export interface RoutingOutputs {
  /** The object that carries the weights of each service, as `kind/name`, by service. */
  readonly shareObjects: pulumi.Output<Record<string, string>>;
}

/** Builds the routing on one platform. */
export type RoutingDriver = (name: string, args: CompleteRoutingArgs, parent: Routing) => RoutingOutputs;
const drivers: Record<Platform, RoutingDriver | undefined> = { aws: undefined, azure: undefined, kubernetes };

/** Sends each request to the stable or the candidate track, at the edge and nowhere else. */
export class Routing extends pulumi.ComponentResource implements RoutingOutputs {
  readonly shareObjects: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: RoutingArgs, opts?: pulumi.ComponentResourceOptions) {
    const { driver, full } = complete(name, args);
    super(token.routing, name, full, opts);
    const outputs = driver(name, full, this);
    this.shareObjects = outputs.shareObjects;
    this.registerOutputs(outputs);
  }
}

function complete(name: string, args: RoutingArgs): { driver: RoutingDriver; full: CompleteRoutingArgs } {
  const refuse = (problem: string): never => {
    throw new pulumi.RunError(`routing "${name}": ${problem}`);
  };
  if (args.services.length === 0) refuse("services must name at least one, got none");
  if (args.router === "gateway-api" && args.gateway === undefined)
    refuse("router gateway-api needs a gateway, got none");
  if (!/^[a-z0-9-]+$/i.test(args.smoke.name))
    refuse(`smoke header must be letters, digits and dashes, got ${args.smoke.name}`);
  if (!/^[\w.-]+$/.test(args.smoke.value))
    refuse("smoke header value must be letters, digits, dots and dashes, got something else");
  const plain = args.services.flatMap(({ hosts }) => hosts).find((host) => !/^[a-z0-9.-]+$/.test(host));
  if (plain !== undefined) refuse(`host must be a lower-case DNS name, got ${plain}`);
  const driver =
    drivers[args.platform] ?? refuse(`not built yet for this platform, choose kubernetes, got ${args.platform}`);
  return { driver, full: { router: "traefik", stickiness: "none", trackHeader: "x-sluice-track", ...args } };
}
