import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type { IMiddleware } from "@kubernetes-models/traefik/traefik.io/v1alpha1/Middleware" with {
  "resolution-mode": "import",
};
import { redirectMiddleware } from "../../../contract/track-headers";
import type { CompleteRoutingArgs, Routing } from "../routing";
import { metadataOf } from "./metadata";

/** One year in seconds: the shortest time that the preload list of browsers accepts. */
const hstsSeconds = 31_536_000;

/** Names of the middlewares, which routes refer to. */
export const middlewareName = {
  stable: "track-stable",
  candidate: "track-candidate",
  secure: "strict-transport",
  redirect: redirectMiddleware,
} as const;

/**
 * What happens to a request beside being routed. The track header is always overwritten at the edge, so a client cannot choose its track,
 * and the smoke header is taken away before any service sees it.
 */
export function trackMiddlewares(name: string, args: CompleteRoutingArgs, parent: Routing): CustomResource[] {
  const requestHeaders = (track: string) => ({
    headers: { customRequestHeaders: { [args.trackHeader]: track, [args.smoke.name]: "" } },
  });
  const specs: Record<string, IMiddleware["spec"]> = {
    [middlewareName.stable]: requestHeaders("stable"),
    [middlewareName.candidate]: requestHeaders("candidate"),
    ...(args.tlsSecret === undefined
      ? {}
      : {
          [middlewareName.secure]: {
            headers: { stsSeconds: hstsSeconds, stsIncludeSubdomains: true, forceSTSHeader: true },
          },
          [middlewareName.redirect]: { redirectScheme: { scheme: "https", permanent: true } },
        }),
  };
  return Object.entries(specs).map(
    ([role, spec]) =>
      new CustomResource(
        `${name}-${role}`,
        { apiVersion: "traefik.io/v1alpha1", kind: "Middleware", metadata: metadataOf(role, args), spec },
        { parent },
      ),
  );
}
