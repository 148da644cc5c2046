import type * as pulumi from "@pulumi/pulumi";
import { objectMetadata } from "../../../contract/object-metadata";
import type { RoutingArgs } from "../routing";

/** Metadata of an object of the routing, in the namespace of the stack. */
export const metadataOf = (
  name: string,
  args: Pick<RoutingArgs, "system" | "namespace">,
  annotations: Readonly<Record<string, string>> = {},
) => ({
  ...objectMetadata({ name, system: args.system, annotations }),
  namespace: args.namespace as pulumi.Input<string>,
});
