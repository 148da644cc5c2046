import { Role } from "@pulumi/kubernetes/rbac/v1/role";
import { RoleBinding } from "@pulumi/kubernetes/rbac/v1/roleBinding";
import type { input } from "@pulumi/kubernetes/types";
import { holdObject } from "../../../contract/hold";
import { progressObject } from "../../../contract/progress";
import { objectMetadata } from "../../../contract/object-metadata";
import type { Actor, CompleteRollbackArgs, Rollback } from "../rollback";

type Rules = input.rbac.v1.PolicyRule[];

const { group, plural, name: holdName } = holdObject;

/** A write of the one hold. Which way it may go is up to admission. */
const patchHold = { apiGroups: [group], resources: [plural], resourceNames: [holdName], verbs: ["patch"] };
const see = (apiGroup: string, resources: string[]) => ({
  apiGroups: [apiGroup],
  resources,
  verbs: ["get", "list", "watch"],
});

const rulesOf: Record<"holder" | "on-call" | "lifter", Rules> = {
  // It patches and reads nothing: what it knows comes with the notification.
  holder: [patchHold],
  "on-call": [
    patchHold,
    see(group, [plural]),
    see("argoproj.io", ["rollouts", "analysisruns"]),
    see("traefik.io", ["traefikservices"]),
    see("gateway.networking.k8s.io", ["httproutes"]),
    see("", ["pods", "services", "events"]),
    { apiGroups: [""], resources: ["configmaps"], resourceNames: [progressObject.name], verbs: ["get"] },
    // `status.abort` is how a rollout is told to go back.
    { apiGroups: ["argoproj.io"], resources: ["rollouts/status"], verbs: ["patch"] },
  ],
  lifter: [{ ...patchHold, verbs: ["get", "patch", "update"] }],
};

/** Who may do what with the hold, each by a role of the namespace. */
export function roles(name: string, args: CompleteRollbackArgs, parent: Rollback): void {
  const actors: Record<keyof typeof rulesOf, readonly Actor[]> = {
    holder: args.holders,
    "on-call": args.onCall,
    lifter: args.lifters,
  };
  for (const [role, rules] of Object.entries(rulesOf) as [keyof typeof rulesOf, Rules][]) {
    const metadata = objectMetadata({ name: `sluice-${role}`, system: args.system, namespace: args.namespace });
    new Role(`${name}-${role}`, { metadata, rules }, { parent });
    const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: metadata.name };
    new RoleBinding(`${name}-${role}-binding`, { metadata, roleRef, subjects: actors[role].map(subject) }, { parent });
  }
}

const subject = (actor: Actor) =>
  actor.kind === "ServiceAccount" ? { ...actor } : { ...actor, apiGroup: "rbac.authorization.k8s.io" };
