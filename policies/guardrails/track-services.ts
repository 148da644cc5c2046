import { z } from "zod";
import {
  candidateSuffix,
  namespaceOf,
  selectorLabels,
  systemLabels,
  trackLabel,
  trackServiceOf,
} from "../../contract/object-names";
import { token } from "../../contract/tokens";
import { ancestors } from "../ancestors";
import { guardrail, type Seen } from "../guardrail";
import { isOneOf, kubernetesKind } from "../kubernetes-kind";
import type { Released, ReleaseMemory } from "../released";

const byHand = isOneOf([kubernetesKind("core", "Endpoints"), kubernetesKind("discovery.k8s.io", "EndpointSlice")]);
const isService = isOneOf([kubernetesKind("core", "Service")]);

const Service = z.object({
  metadata: z.object({ name: z.string().default(""), namespace: z.string().optional() }).default({ name: "" }),
  spec: z.object({
    selector: z.record(z.string(), z.string()).optional(),
    externalName: z.string().default(""),
    type: z.string().default("ClusterIP"),
  }),
});

/** The label by which the rollout controller tells the pods of one release from those of another. */
const hashLabel = "rollouts-pod-template-hash";

/** Refuses another way to the pods of a release than the services of its two tracks: no weight and no ceiling would count there. */
export const trackServices = (memory: ReleaseMemory) =>
  guardrail(
    {
      name: "track-services",
      description: "Nothing but the two services of a track leads to the pods of a release.",
      remediationSteps: "Send requests to the hosts of the service; leave the Service that selects its pods out.",
    },
    (type) => isService(type) || byHand(type),
    (seen) => (byHand(seen.type) ? ["addresses are never written by hand"] : foreign(seen, memory.recall())),
  );

function foreign({ props, urn }: Seen, { claim, plan }: Released): readonly string[] {
  const { metadata, spec } = Service.parse(props);
  const { system } = plan;
  const service = plan.services.find(({ name }) => trackNames(name).includes(metadata.name));
  const ours = ancestors(urn).includes(token.release) && ancestors(urn).includes(token.routing);
  if (spec.externalName.includes(candidateSuffix))
    return [`it must not stand for a candidate, got ${spec.externalName}`];
  if (service !== undefined && ours) {
    if (spec.type !== "ClusterIP") return [`the service of a track must be of type ClusterIP, got ${spec.type}`];
    const wanted = Object.entries(selectorLabels(system, service.name));
    return wanted.every(([label, value]) => spec.selector?.[label] === value)
      ? []
      : [`it must select ${wanted.map(([label, value]) => `${label}=${value}`).join(",")}, got ${text(spec.selector)}`];
  }
  const elsewhere = metadata.namespace !== undefined && metadata.namespace !== namespaceOf(system, claim.stack);
  if (elsewhere || !selectsPods(spec.selector, plan)) return [];
  return [`it must not select the pods of the release, got ${text(spec.selector)}`];
}

const trackNames = (service: string) => [trackServiceOf(service, "stable"), trackServiceOf(service, "candidate")];
const text = (selector: Readonly<Record<string, string>> = {}): string =>
  Object.entries(selector)
    .map(([label, value]) => `${label}=${value}`)
    .join(",") || "no selector";

/** Whether a pod of the release could have all the labels. A selector of nothing selects nothing. */
function selectsPods(selector: Readonly<Record<string, string>> = {}, { system, services }: Released["plan"]): boolean {
  const carried: Readonly<Record<string, (value: string) => boolean>> = {
    "app.kubernetes.io/name": (value) => services.some(({ name }) => name === value),
    ...Object.fromEntries(
      Object.entries(systemLabels(system)).map(([label, own]) => [label, (value: string) => value === own]),
    ),
    [trackLabel]: () => true,
    [hashLabel]: () => true,
  };
  const entries = Object.entries(selector);
  return entries.length > 0 && entries.every(([label, value]) => carried[label]?.(value) === true);
}
