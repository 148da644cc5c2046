import type { IHTTPRoute } from "@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute" with {
  "resolution-mode": "import",
};
import { trackServiceOf, type Track } from "../../../contract/object-names";
import type { CompleteRoutingArgs, RoutedService } from "../routing";

type Rule = NonNullable<IHTTPRoute["spec"]["rules"]>[number];
type Filter = NonNullable<Rule["filters"]>[number];

/** First the way to the candidate by header, then everybody else: split by weight at the edge, on the stable track inside. */
export function gatewayRules(service: RoutedService, args: CompleteRoutingArgs): Rule[] {
  const inside = service.hosts.length === 0;
  const header = inside ? { name: args.trackHeader, value: "candidate" } : args.smoke;
  const path = { path: { type: "PathPrefix" as const, value: service.pathPrefix ?? "/" } };
  const backend = (track: Track, weight: number) => ({
    name: trackServiceOf(service.name, track),
    port: 80,
    weight,
    filters: [trackFilter(track, args)],
  });
  const filters = args.tlsSecret === undefined || inside ? {} : { filters: [secure] };
  const everybody = inside ? [backend("stable", 100)] : [backend("stable", 100), backend("candidate", 0)];
  return [
    {
      name: "by-header",
      matches: [{ ...path, headers: [{ type: "Exact", name: header.name, value: header.value }] }],
      backendRefs: [backend("candidate", 1)],
      ...filters,
    },
    { name: "by-share", matches: [path], backendRefs: everybody, ...filters },
  ];
}

const secure: Filter = {
  type: "ResponseHeaderModifier",
  responseHeaderModifier: {
    set: [{ name: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" }],
  },
};

const trackFilter = (track: Track, args: CompleteRoutingArgs): Filter => ({
  type: "RequestHeaderModifier",
  requestHeaderModifier: { set: [{ name: args.trackHeader, value: track }], remove: [args.smoke.name] },
});
