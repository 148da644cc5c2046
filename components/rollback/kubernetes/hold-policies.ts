import { holdObject } from "../../../contract/hold";
import { guardedLabel } from "../../../contract/object-names";
import type { Actor, CompleteRollbackArgs } from "../rollback";
import type { Policy } from "./policy";

const { group, version, plural } = holdObject;

/** What keeps the hold itself: it stays, only lifters raise it, and the label that says it exists cannot lie. */
export const holdPolicies = (args: CompleteRollbackArgs): readonly Policy[] => [
  keptHold(args.lifters),
  truthfulLabel,
  keptDefinition,
];

const guarded = `namespaceObject.metadata.?labels[?'${guardedLabel}'].orValue('') == 'true'`;

const keptHold = (lifters: readonly Actor[]): Policy => ({
  role: "hold",
  group,
  version,
  resource: plural,
  operations: ["CREATE", "UPDATE", "DELETE"],
  variables: {
    guarded,
    ending: "has(namespaceObject.metadata.deletionTimestamp)",
    lifter: lifterExpression(lifters),
    newer: "request.operation == 'UPDATE' && timestamp(object.spec.at) > timestamp(oldObject.spec.at)",
  },
  rules: [
    {
      expression: "request.operation != 'DELETE' || !variables.guarded || variables.ending",
      messageExpression: "'a hold is lifted, never deleted: without it no share may rise'",
    },
    {
      expression:
        "request.operation != 'UPDATE' || object.spec.ceilingPercent <= oldObject.spec.ceilingPercent || (variables.lifter && variables.newer)",
      messageExpression:
        "'the ceiling may be raised from ' + string(oldObject.spec.ceilingPercent) + ' percent only by who may lift a hold, " +
        "and only later than it was set at ' + oldObject.spec.at + ', got ' + request.userInfo.username",
    },
    {
      expression:
        "request.operation != 'CREATE' || object.spec.ceilingPercent == 0 || !variables.guarded || variables.lifter",
      messageExpression:
        "'a lost hold is written again at 0 percent, or by who may lift it, got ' + request.userInfo.username",
    },
  ],
});

/** The label is refused while there is no hold. Here the parameter itself is the test, so a missing one refuses. */
const truthfulLabel: Policy = {
  role: "guarded",
  group: "",
  version: "v1",
  resource: "namespaces",
  operations: ["CREATE", "UPDATE"],
  hold: "refuse",
  label: guardedLabel,
  variables: {},
  rules: [{ expression: "params != null", messageExpression: `'label ${guardedLabel} needs a hold in the namespace'` }],
};

/** Deleting the kind would delete every hold of the cluster without asking admission once. */
const keptDefinition: Policy = {
  role: "hold-definition",
  group: "apiextensions.k8s.io",
  version: "v1",
  resource: "customresourcedefinitions",
  operations: ["DELETE"],
  only: `${plural}.${group}`,
  variables: {},
  rules: [
    {
      expression: "false",
      messageExpression: "'the kind Hold carries every hold of the cluster and is never deleted'",
    },
  ],
};

function lifterExpression(lifters: readonly Actor[]): string {
  const groups = lifters.filter(({ kind }) => kind === "Group").map(({ name }) => name);
  const users = lifters.flatMap((actor) => (actor.kind === "Group" ? [] : [userOf(actor)]));
  return `request.userInfo.username in ${celList(users)} || request.userInfo.groups.exists(g, g in ${celList(groups)})`;
}

const userOf = (actor: Exclude<Actor, { kind: "Group" }>): string =>
  actor.kind === "User" ? actor.name : `system:serviceaccount:${actor.namespace}:${actor.name}`;

const celList = (values: readonly string[]): string => JSON.stringify(values);
