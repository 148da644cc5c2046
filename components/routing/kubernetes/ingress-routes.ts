import type { IIngressRoute } from "@kubernetes-models/traefik/traefik.io/v1alpha1/IngressRoute" with {
  "resolution-mode": "import",
};
import type { CompleteRoutingArgs, RoutedService } from "../routing";
import { middlewareName } from "./track-middlewares";
import { trackOf } from "./traefik-split";

type Spec = IIngressRoute["spec"];
type Route = Spec["routes"][number];

/** Names of Traefik's entry points, as its chart and its documentation have them. */
const entryPoint = { plain: "web", tls: "websecure" } as const;

/**
 * The routes of one service by role. A service with hosts is split at the edge, and one with none is never split:
 * it follows the track that the edge gave to the request.
 */
export function ingressRoutes(service: RoutedService, args: CompleteRoutingArgs): Record<string, Spec> {
  if (service.hosts.length === 0)
    return { inside: { entryPoints: [entryPoint.plain], routes: insideRoutes(service, args) } };
  const routes = edgeRoutes(service, args);
  if (args.tlsSecret === undefined) return { edge: { entryPoints: [entryPoint.plain], routes } };
  return {
    edge: { entryPoints: [entryPoint.tls], routes, tls: { secretName: args.tlsSecret } },
    redirect: { entryPoints: [entryPoint.plain], routes: [redirect(service)] },
  };
}

function edgeRoutes(service: RoutedService, args: CompleteRoutingArgs): Route[] {
  const match = matchOf(service);
  const middlewares = args.tlsSecret === undefined ? {} : { middlewares: [{ name: middlewareName.secure }] };
  const header = `Header(\`${args.smoke.name}\`, \`${args.smoke.value}\`)`;
  return [
    { kind: "Rule", match: `${match} && ${header}`, services: [trackOf(service, "candidate")], ...middlewares },
    { kind: "Rule", match, services: [{ name: service.name, kind: "TraefikService" }], ...middlewares },
  ];
}

function insideRoutes(service: RoutedService, args: CompleteRoutingArgs): Route[] {
  const match = `Host(\`${service.name}.internal\`)`;
  const header = `Header(\`${args.trackHeader}\`, \`candidate\`)`;
  return [
    { kind: "Rule", match: `${match} && ${header}`, services: [trackOf(service, "candidate")] },
    { kind: "Rule", match, services: [trackOf(service, "stable")] },
  ];
}

const redirect = (service: RoutedService): Route => ({
  kind: "Rule",
  match: matchOf(service),
  services: [{ name: service.name, kind: "TraefikService" }],
  middlewares: [{ name: middlewareName.redirect }],
});

function matchOf({ hosts, pathPrefix = "/" }: RoutedService): string {
  const host = hosts.map((name) => `Host(\`${name}\`)`).join(" || ");
  const hostRule = hosts.length > 1 ? `(${host})` : host;
  return pathPrefix === "/" ? hostRule : `${hostRule} && PathPrefix(\`${pathPrefix}\`)`;
}
