import type { KubernetesObject, V1ClusterRole, V1ClusterRoleBinding } from "@kubernetes/client-node";
import { identities } from "./identities";

const api = "rbac.authorization.k8s.io";
const apiVersion = `${api}/v1`;

/** The ClusterRoles and bindings that give every identity of the lab exactly the rights of its row. */
export function accessObjects(): KubernetesObject[] {
  return Object.entries(identities).flatMap(([name, { user, clusterRoles = [], rules }]) => {
    const own = `lab:${name}`;
    const bound = clusterRoles.map((role) => binding(`${own}:${role}`, role, user));
    if (rules === undefined) return bound;
    const role: V1ClusterRole = { apiVersion, kind: "ClusterRole", metadata: { name: own }, rules: [...rules] };
    return [...bound, role, binding(own, own, user)];
  });
}

function binding(name: string, role: string, user: string): V1ClusterRoleBinding {
  return {
    apiVersion,
    kind: "ClusterRoleBinding",
    metadata: { name },
    roleRef: { apiGroup: api, kind: "ClusterRole", name: role },
    subjects: [{ apiGroup: api, kind: "User", name: user }],
  };
}
