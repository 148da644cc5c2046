import * as pulumi from "@pulumi/pulumi";
import { gatewayRoute } from "./kubernetes/gateway-route";
import { trackServices } from "./kubernetes/track-services";
import { traefikRoute } from "./kubernetes/traefik-route";
import { trackMiddlewares } from "./kubernetes/track-middlewares";
import type { RoutingDriver } from "./routing";

/** Services of both tracks, and the objects that split between them: Traefik's own or Gateway API's. */
export const kubernetes: RoutingDriver = (name, args, parent) => {
  const tracks = args.services.flatMap((service) => trackServices(name, service, args, parent));
  const opts = { parent, dependsOn: tracks };
  if (args.router === "gateway-api") {
    const routes = args.services.map((service) => gatewayRoute(name, service, args, opts));
    return { shareObjects: named("HTTPRoute", args.services, routes) };
  }
  const middlewares = trackMiddlewares(name, args, parent);
  const routes = args.services.map((service) =>
    traefikRoute(name, service, args, { parent, dependsOn: [...tracks, ...middlewares] }),
  );
  return { shareObjects: named("TraefikService", args.services, routes) };
};

const named = (kind: string, services: readonly { readonly name: string }[], objects: readonly pulumi.Resource[]) =>
  pulumi
    .all(objects.map((object) => object.urn))
    .apply(() => Object.fromEntries(services.map(({ name }) => [name, `${kind}/${name}`])));
