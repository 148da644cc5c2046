import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type { ICertificate } from "@kubernetes-models/cert-manager/cert-manager.io/v1/Certificate" with {
  "resolution-mode": "import",
};
import { objectMetadata } from "../../../contract/object-metadata";
import type { CertificateIssuer, CompleteEdgeArgs, Edge } from "../edge";

/** One certificate for all hosts: 90 days, renewed after 60, with a new key each time. */
export function certificate(
  name: string,
  args: CompleteEdgeArgs,
  issuer: CertificateIssuer,
  parent: Edge,
): CustomResource {
  const spec: NonNullable<ICertificate["spec"]> = {
    secretName: args.tlsSecret,
    dnsNames: [...new Set([...args.hosts, ...(args.cdn ? [args.cdn.origin] : [])])],
    duration: "2160h0m0s",
    renewBefore: "720h0m0s",
    privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
    usages: ["digital signature", "server auth"],
    issuerRef: { name: issuer.name, kind: issuer.kind ?? "ClusterIssuer", group: "cert-manager.io" },
  };
  const metadata = { ...objectMetadata({ name: args.tlsSecret, system: args.system }), namespace: args.namespace };
  return new CustomResource(
    `${name}-certificate`,
    { apiVersion: "cert-manager.io/v1", kind: "Certificate", metadata, spec },
    { parent },
  );
}
