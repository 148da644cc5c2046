import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type * as pulumi from "@pulumi/pulumi";
import { holdObject, type Hold } from "../../../contract/hold";
import { objectMetadata } from "../../../contract/object-metadata";
import type { CompleteRollbackArgs } from "../rollback";

/** What a hold says that is made without a word on what it should say: nothing may rise. */
const closed: Hold = {
  release: "unknown",
  ceilingPercent: 0,
  reason: "no release was judged yet",
  at: "1970-01-01T00:00:00Z",
};

/**
 * The hold of the stack. Others write it too, so the program writes it only when it is told what to write.
 * The forced write takes the fields over from whoever wrote last; admission refuses it where that was after the program had read.
 */
export function hold(name: string, args: CompleteRollbackArgs, opts: pulumi.CustomResourceOptions): CustomResource {
  return new CustomResource(
    `${name}-hold`,
    {
      apiVersion: `${holdObject.group}/${holdObject.version}`,
      kind: holdObject.kind,
      metadata: objectMetadata({
        name: holdObject.name,
        system: args.system,
        namespace: args.namespace,
        annotations: { "pulumi.com/patchForce": "true" },
      }),
      spec: args.hold ?? closed,
    },
    { ...opts, protect: true, ...(args.hold === undefined ? { ignoreChanges: ["spec"] } : {}) },
  );
}
