import { z } from "zod";
import { progressObject } from "../../contract/progress";
import { guardrail } from "../guardrail";
import { isOneOf, kubernetesKind } from "../kubernetes-kind";

/** What a release cannot lose for a moment: data, what carries traffic, and what says and keeps how far a release may go. */
export const protectedTypes: readonly RegExp[] = [
  kubernetesKind("core", "Namespace", "Service", "PersistentVolume", "PersistentVolumeClaim"),
  kubernetesKind("apps", "StatefulSet"),
  kubernetesKind("argoproj.io", "Rollout"),
  kubernetesKind("traefik.io", "TraefikService", "IngressRoute", "IngressRouteTCP"),
  kubernetesKind("gateway.networking.k8s.io", "Gateway", "HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute"),
  kubernetesKind("admissionregistration.k8s.io", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"),
  kubernetesKind("sluice.dev", "Hold"),
  /^aws:(rds|docdb|neptune|elasticache|dynamodb|efs|s3)\/[^:]+:(Instance|Cluster|ReplicationGroup|Table|FileSystem|Bucket|BucketV2)$/,
  /^azure-native:(dbforpostgresql|dbformysql|sql|documentdb|cache|storage)(\/[^:]+)?:(Server|FlexibleServer|Database|DatabaseAccount|Redis|StorageAccount)$/,
];

const configMap = kubernetesKind("core", "ConfigMap");
const Named = z.object({ metadata: z.object({ name: z.string().optional() }).optional() });

/** Refuses what must not be deleted or replaced and is not protected from it. */
export const protectedKinds = guardrail(
  {
    name: "protected-kinds",
    description: "Data, routers, rollouts, holds and progress are protected: no update deletes or replaces them.",
    remediationSteps: "Declare it with { protect: true }.",
  },
  isOneOf([...protectedTypes, configMap]),
  ({ type, props, opts }) => {
    if (opts.protect) return [];
    if (configMap.test(type) && Named.parse(props).metadata?.name !== progressObject.name) return [];
    return ["it must be protected, got protect: false"];
  },
);
