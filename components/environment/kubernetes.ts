import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import { objectMetadata } from "../../contract/object-metadata";
import { accounts } from "./kubernetes/accounts";
import { network } from "./kubernetes/network";
import { podSecurity } from "./kubernetes/pod-security";
import { room } from "./kubernetes/room";
import type { EnvironmentDriver } from "./environment";

/** A namespace under the strictest Pod Security standard, with its room, its network and its accounts. */
export const kubernetes: EnvironmentDriver = (name, args, parent) => {
  const labels = { ...podSecurity, "sluice.dev/stack": args.stack };
  const namespace = new Namespace(
    `${name}-namespace`,
    { metadata: objectMetadata({ name: args.namespace, system: args.system, labels }) },
    { parent, protect: true },
  );
  const opts = { parent, dependsOn: [namespace] };
  room(name, args, opts);
  network(name, args, opts);
  accounts(name, args, opts);
  return { namespace: namespace.metadata.name };
};
