import { isIP } from "node:net";
import type { input } from "@pulumi/kubernetes/types";

type Peer = input.networking.v1.NetworkPolicyPeer;

/**
 * Where a host lies, as far as a NetworkPolicy can say it: an address, or the namespace of a service of this cluster.
 * A policy knows no names, so any other host opens its port to every address.
 */
export function destination(host: string | undefined): Peer[] {
  const family = host === undefined ? 0 : isIP(host);
  if (host !== undefined && family !== 0) return [{ ipBlock: { cidr: `${host}/${family === 4 ? "32" : "128"}` } }];
  const namespace = /^[^.]+\.([^.]+)\.svc(\.|$)/.exec(host ?? "")?.[1];
  if (namespace === undefined) return [{ ipBlock: { cidr: "0.0.0.0/0" } }, { ipBlock: { cidr: "::/0" } }];
  return [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } }];
}
