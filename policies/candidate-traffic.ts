import { z } from "zod";
import { headerRulePattern, trackHeaders } from "../contract/track-headers";
import { candidateShare, isCandidate, Weighted } from "./candidate-share";
import { isOneOf, kubernetesKind } from "./kubernetes-kind";
import { rolloutTraffic } from "./rollout-traffic";

/** How much of the traffic a field of an object gives to candidates. */
export interface CandidateTraffic {
  readonly field: string;
  /** 0 to 100. */
  readonly percent: number;
}

/** Reads what one kind of object gives to candidates. Throws for an object of another shape. */
export type TrafficReader = (props: unknown) => readonly CandidateTraffic[];

const everything = (given: boolean): number => (given ? 100 : 0);
const weighted = z.array(Weighted).default([]);

const traefikService: TrafficReader = (props) => {
  const services = z.object({ services: weighted }).optional();
  const failover = z.object({ service: Weighted.optional(), fallback: Weighted.optional() }).optional();
  const forms = { weighted: services, highestRandomWeight: services, mirroring: Weighted.optional(), failover };
  const { spec } = z.object({ spec: z.object(forms) }).parse(props);
  const whole = [spec.mirroring, spec.failover?.service, spec.failover?.fallback];
  return [
    { field: "spec.weighted.services", percent: candidateShare(spec.weighted?.services ?? []) },
    { field: "spec.highestRandomWeight.services", percent: candidateShare(spec.highestRandomWeight?.services ?? []) },
    { field: "spec", percent: everything(whole.some((one) => one !== undefined && isCandidate(one))) },
  ];
};

/** The names in one case only: a rule that writes them otherwise counts as one without a header. */
const byHeader = new RegExp(headerRulePattern(`(?:${Object.values(trackHeaders).join("|")})`));

const ingressRoute: TrafficReader = (props) => {
  const Route = z.object({ match: z.string().default(""), services: weighted });
  const { spec } = z.object({ spec: z.object({ routes: z.array(Route) }) }).parse(props);
  const straight = spec.routes.filter(({ match, services }) => services.some(isCandidate) && !byHeader.test(match));
  return [{ field: "spec.routes", percent: everything(straight.length > 0) }];
};

const Header = z.object({ type: z.string().default("Exact"), name: z.string() });
const Match = z.object({ headers: z.array(Header).default([]) });
const Rule = z.object({ matches: z.array(Match).default([]), backendRefs: weighted });
const isOurs = ({ type, name }: z.infer<typeof Header>): boolean =>
  type === "Exact" && Object.values<string>(trackHeaders).includes(name.toLowerCase());

const gatewayRoute: TrafficReader = (props) => {
  const { spec } = z.object({ spec: z.object({ rules: z.array(Rule).default([]) }) }).parse(props);
  const asked = ({ matches }: z.infer<typeof Rule>): boolean =>
    matches.length > 0 && matches.every(({ headers }) => headers.some(isOurs));
  const shares = spec.rules.filter((rule) => !asked(rule)).map(({ backendRefs }) => candidateShare(backendRefs));
  return [{ field: "spec.rules", percent: Math.max(0, ...shares) }];
};

const ingress: TrafficReader = (props) => {
  const Backend = z.object({ service: Weighted.optional() }).optional();
  const Paths = z.object({ paths: z.array(z.object({ backend: Backend })).default([]) }).optional();
  const spec = z.object({ defaultBackend: Backend, rules: z.array(z.object({ http: Paths })).default([]) });
  const { defaultBackend, rules } = z.object({ spec }).parse(props).spec;
  const backends = [defaultBackend, ...rules.flatMap(({ http }) => http?.paths.map(({ backend }) => backend) ?? [])];
  return [
    {
      field: "spec",
      percent: everything(backends.some((one) => one?.service !== undefined && isCandidate(one.service))),
    },
  ];
};

const readers: readonly (readonly [kind: RegExp, read: TrafficReader])[] = [
  [kubernetesKind("traefik.io", "TraefikService"), traefikService],
  [kubernetesKind("traefik.io", "IngressRoute", "IngressRouteTCP", "IngressRouteUDP"), ingressRoute],
  [
    kubernetesKind("gateway.networking.k8s.io", "HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute"),
    gatewayRoute,
  ],
  [kubernetesKind("networking.k8s.io", "Ingress"), ingress],
  [kubernetesKind("argoproj.io", "Rollout"), rolloutTraffic],
];

/** Whether objects of this type can send traffic to candidates. */
export const carriesTraffic = isOneOf(readers.map(([kind]) => kind));

/** What an object gives to candidates, field by field. */
export const candidateTraffic = (type: string, props: unknown): readonly CandidateTraffic[] =>
  readers.filter(([kind]) => kind.test(type)).flatMap(([, read]) => read(props));
