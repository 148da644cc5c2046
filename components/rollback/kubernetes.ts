import { NamespacePatch } from "@pulumi/kubernetes/core/v1/namespacePatch";
import { holdObject } from "../../contract/hold";
import { guardedLabel } from "../../contract/object-names";
import { ceilingPolicies } from "./kubernetes/ceiling-policies";
import { hold } from "./kubernetes/hold";
import { holdDefinition } from "./kubernetes/hold-definition";
import { holdPolicies } from "./kubernetes/hold-policies";
import { admission } from "./kubernetes/admission";
import { roles } from "./kubernetes/roles";
import type { RollbackDriver } from "./rollback";

/**
 * The hold, then the policies that obey it, then the label that says it exists. Without the label admission refuses every raise,
 * with it the hold cannot be deleted: so a raise is never judged without a hold, and a lowering never needs one.
 */
export const kubernetes: RollbackDriver = (name, args, parent) => {
  const definition = holdDefinition(name, args, parent);
  const object = hold(name, args, { parent, dependsOn: [definition] });
  const policies = [...ceilingPolicies(args), ...holdPolicies(args)];
  const bindings = policies.map((policy) => admission(name, policy, args, { parent, dependsOn: [object] }));
  roles(name, args, parent);
  const guarded = new NamespacePatch(
    `${name}-guarded`,
    // Without the annotation that names the program's usual owner of fields: that owner would take the label away with its next write.
    { metadata: { name: args.namespace, labels: { [guardedLabel]: "true" } } },
    { parent, dependsOn: bindings, protect: true, retainOnDelete: true },
  );
  return { guard: guarded.metadata.apply(() => `${holdObject.kind}/${holdObject.name}`) };
};
