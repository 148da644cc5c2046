import { ValidatingAdmissionPolicy } from "@pulumi/kubernetes/admissionregistration/v1/validatingAdmissionPolicy";
import { ValidatingAdmissionPolicyBinding } from "@pulumi/kubernetes/admissionregistration/v1/validatingAdmissionPolicyBinding";
import type * as pulumi from "@pulumi/pulumi";
import { holdObject } from "../../../contract/hold";
import { objectMetadata } from "../../../contract/object-metadata";
import type { CompleteRollbackArgs } from "../rollback";
import type { Policy } from "./policy";

/** Declares a policy and binds it to the namespace of the stack. Both outlive the program's mistakes: a policy that is gone refuses nothing. */
export function admission(
  name: string,
  policy: Policy,
  args: CompleteRollbackArgs,
  opts: pulumi.CustomResourceOptions,
): ValidatingAdmissionPolicyBinding {
  const metadata = objectMetadata({ name: `sluice-${args.namespace}-${policy.role}`, system: args.system });
  const kept = { ...opts, protect: true, retainOnDelete: true };
  const declared = new ValidatingAdmissionPolicy(
    `${name}-${policy.role}-policy`,
    { metadata, spec: specOf(policy) },
    kept,
  );
  return new ValidatingAdmissionPolicyBinding(
    `${name}-${policy.role}-binding`,
    {
      metadata,
      spec: {
        // Not known before the policy is there: the API server refuses even to try out a binding to one that it does not have, unless whoever asks may read everything.
        policyName: declared.id.apply(() => metadata.name),
        validationActions: ["Deny"],
        ...paramRef(policy, args),
        ...(policy.only === undefined ? { matchResources: { namespaceSelector: within(args) } } : {}),
      },
    },
    { ...kept, dependsOn: [declared] },
  );
}

const within = ({ namespace }: CompleteRollbackArgs) => ({ matchLabels: { "kubernetes.io/metadata.name": namespace } });

function specOf(policy: Policy) {
  const { group, version, resource, operations, only, label } = policy;
  const { group: holdGroup, version: holdVersion, kind } = holdObject;
  return {
    failurePolicy: "Fail",
    ...(policy.hold === undefined ? {} : { paramKind: { apiVersion: `${holdGroup}/${holdVersion}`, kind } }),
    matchConstraints: {
      resourceRules: [
        { apiGroups: [group], apiVersions: [version], operations: [...operations], resources: [resource] },
      ],
      ...(label === undefined ? {} : { objectSelector: { matchLabels: { [label]: "true" } } }),
    },
    ...(only === undefined ? {} : { matchConditions: [{ name: "the-one", expression: `request.name == '${only}'` }] }),
    variables: Object.entries(policy.variables).map(([variable, expression]) => ({ name: variable, expression })),
    validations: policy.rules.map((rule) => ({ ...rule, reason: "Forbidden" })),
  };
}

function paramRef(policy: Policy, args: CompleteRollbackArgs) {
  if (policy.hold === undefined) return {};
  const parameterNotFoundAction = policy.hold === "refuse" ? "Deny" : "Allow";
  return { paramRef: { name: holdObject.name, namespace: args.namespace, parameterNotFoundAction } };
}
