import { holdObject } from "../../contract/hold";
import { namespaceOf } from "../../contract/object-names";
import { progressObject } from "../../contract/progress";
import type { Place } from "../live";

/** Where the API server has the objects of a stack. */
export interface ObjectPaths {
  readonly progress: string;
  readonly hold: string;
  /** Every Rollout, and every ReplicaSet, of the namespace. */
  readonly rollouts: string;
  readonly replicaSets: string;
  /** The object that holds the weights of a service. */
  readonly router: (service: string) => string;
}

/** The paths of the objects of one stack. */
export function objectPaths({ system, stack, router }: Pick<Place, "system" | "stack" | "router">): ObjectPaths {
  const within = `namespaces/${namespaceOf(system, stack)}`;
  const { group, version, plural, name } = holdObject;
  const routers =
    router === "traefik"
      ? `/apis/traefik.io/v1alpha1/${within}/traefikservices`
      : `/apis/gateway.networking.k8s.io/v1/${within}/httproutes`;
  return {
    progress: `/api/v1/${within}/configmaps/${progressObject.name}`,
    hold: `/apis/${group}/${version}/${within}/${plural}/${name}`,
    rollouts: `/apis/argoproj.io/v1alpha1/${within}/rollouts`,
    replicaSets: `/apis/apps/v1/${within}/replicasets`,
    router: (service) => `${routers}/${service}`,
  };
}
