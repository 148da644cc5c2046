import * as pulumi from "@pulumi/pulumi";
import { certificate } from "./kubernetes/certificate";
import { dnsEndpoint } from "./kubernetes/dns-endpoint";
import type { EdgeDriver } from "./edge";

/** cert-manager signs, external-dns keeps the records; the CDN itself is bought elsewhere and only pointed to. */
export const kubernetes: EdgeDriver = (name, args, parent) => {
  if (args.issuer) certificate(name, args, args.issuer, parent);
  if (args.dns) dnsEndpoint(name, args, args.dns, parent);
  const scheme = args.issuer ? "https" : "http";
  return { urls: pulumi.output(args.hosts.map((host) => `${scheme}://${host}`)) };
};
