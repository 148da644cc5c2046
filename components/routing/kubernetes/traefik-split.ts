import type { ITraefikService } from "@kubernetes-models/traefik/traefik.io/v1alpha1/TraefikService" with {
  "resolution-mode": "import",
};
import { trackServiceOf } from "../../../contract/object-names";
import type { CompleteRoutingArgs, RoutedService } from "../routing";
import { middlewareName } from "./track-middlewares";

/** The weighted pair of one service, as it stands before Argo's first write: everything on the stable track. */
export function traefikSplit(service: RoutedService, args: CompleteRoutingArgs): ITraefikService["spec"] {
  const secure = args.tlsSecret !== undefined;
  const cookie = { name: `${service.name}-track`, httpOnly: true, secure, sameSite: "lax" as const };
  return {
    weighted: {
      services: [
        { ...trackOf(service, "stable"), weight: 100 },
        { ...trackOf(service, "candidate"), weight: 0 },
      ],
      ...(args.stickiness === "user" ? { sticky: { cookie } } : {}),
    },
  };
}

/** One track of a service as Traefik refers to it, with the header that tells the services downstream. */
export const trackOf = (service: RoutedService, track: "stable" | "candidate") => ({
  name: trackServiceOf(service.name, track),
  kind: "Service" as const,
  port: 80,
  middlewares: [{ name: middlewareName[track] }],
});
