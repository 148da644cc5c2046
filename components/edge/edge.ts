import * as pulumi from "@pulumi/pulumi";
import { token } from "../../contract/tokens";
import type { Platform } from "../../plan/platform";
import { kubernetes } from "./kubernetes";

/** Who signs the certificate: an issuer of cert-manager. */
export interface CertificateIssuer {
  readonly name: string;
  /** `ClusterIssuer` serves every namespace. @default ClusterIssuer */
  readonly kind?: "Issuer" | "ClusterIssuer";
}

/** Where the host names point to. */
export interface DnsTarget {
  /** Address or host name of the gateway, or of the CDN in front of it. */
  readonly target: string;
  /** How long a resolver may keep the answer: seconds, 30 to 86400. @default 300 */
  readonly ttlSeconds?: number;
}

/** A content delivery network in front of the gateway. Host names point to it, and it reaches the gateway by a name of its own. */
export interface Cdn {
  /** Host name that the CDN gave to this site. */
  readonly host: string;
  /** Host name at which the CDN finds the gateway, e.g. `origin.shop.example.com`. */
  readonly origin: string;
}

/** What stands between clients and the router: certificate, host names, CDN. */
export interface EdgeArgs {
  readonly platform: Platform;
  readonly system: string;
  readonly namespace: pulumi.Input<string>;
  /** Host names that clients call. Never empty. */
  readonly hosts: readonly string[];
  /** Left out: no certificate, as a rehearsal on a laptop has it. */
  readonly issuer?: CertificateIssuer;
  /** Secret that gets the certificate; the router reads it by this name. @default edge-tls */
  readonly tlsSecret?: string;
  /** Left out: somebody else keeps the records. */
  readonly dns?: DnsTarget;
  /** Left out: clients reach the gateway directly. Needs `dns`. */
  readonly cdn?: Cdn;
}

/** {@link EdgeArgs} with every default in place. */
export type CompleteEdgeArgs = EdgeArgs & Required<Pick<EdgeArgs, "tlsSecret">>;

/** What other components read of the edge. */
export interface EdgeOutputs {
  /** Where clients reach the system. */
  readonly urls: pulumi.Output<readonly string[]>;
}

/** Builds the edge on one platform. */
export type EdgeDriver = (name: string, args: CompleteEdgeArgs, parent: Edge) => EdgeOutputs;
const drivers: Record<Platform, EdgeDriver | undefined> = { aws: undefined, azure: undefined, kubernetes };

/** What stands between clients and the router: certificate, host names, CDN. */
export class Edge extends pulumi.ComponentResource implements EdgeOutputs {
  readonly urls: pulumi.Output<readonly string[]>;

  constructor(name: string, args: EdgeArgs, opts?: pulumi.ComponentResourceOptions) {
    const { driver, full } = complete(name, args);
    super(token.edge, name, full, opts);
    const outputs = driver(name, full, this);
    this.urls = outputs.urls;
    this.registerOutputs(outputs);
  }
}

function complete(name: string, args: EdgeArgs): { driver: EdgeDriver; full: CompleteEdgeArgs } {
  const refuse = (problem: string): never => {
    throw new pulumi.RunError(`edge "${name}": ${problem}`);
  };
  const ttl = args.dns?.ttlSeconds ?? 300;
  if (args.hosts.length === 0) refuse("hosts must name at least one, got none");
  if (!Number.isInteger(ttl) || ttl < 30 || ttl > 86_400)
    refuse(`ttlSeconds must be a whole number from 30 to 86400, got ${String(ttl)}`);
  if (args.cdn && !args.dns) refuse("a CDN needs the DNS records of its hosts and its origin, got no dns");
  const driver =
    drivers[args.platform] ?? refuse(`not built yet for this platform, choose kubernetes, got ${args.platform}`);
  return { driver, full: { tlsSecret: "edge-tls", ...args } };
}
