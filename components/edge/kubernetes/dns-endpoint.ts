import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import { isIP } from "node:net";
import { objectMetadata } from "../../../contract/object-metadata";
import type { CompleteEdgeArgs, DnsTarget, Edge } from "../edge";

/** One record as external-dns keeps it. Source: its DNSEndpoint CRD, `externaldns.k8s.io/v1alpha1`. */
interface Endpoint {
  readonly dnsName: string;
  readonly recordType: "A" | "AAAA" | "CNAME";
  readonly recordTTL: number;
  readonly targets: readonly string[];
}

/** The records of all hosts. With a CDN they point to it, and the origin's name points to the gateway. */
export function dnsEndpoint(name: string, args: CompleteEdgeArgs, dns: DnsTarget, parent: Edge): CustomResource {
  const record = (dnsName: string, target: string): Endpoint => ({
    dnsName,
    recordType: recordTypes[isIP(target)] ?? "CNAME",
    recordTTL: dns.ttlSeconds ?? 300,
    targets: [target],
  });
  const { cdn } = args;
  const endpoints = cdn
    ? [...args.hosts.map((host) => record(host, cdn.host)), record(cdn.origin, dns.target)]
    : args.hosts.map((host) => record(host, dns.target));
  return new CustomResource(
    `${name}-records`,
    {
      apiVersion: "externaldns.k8s.io/v1alpha1",
      kind: "DNSEndpoint",
      metadata: { ...objectMetadata({ name: "edge", system: args.system }), namespace: args.namespace },
      spec: { endpoints },
    },
    { parent },
  );
}

/** By what `isIP` answers: 0 for a host name. */
const recordTypes: Readonly<Record<number, Endpoint["recordType"]>> = { 4: "A", 6: "AAAA" };
