import { z } from "zod";
import { redirectMiddleware } from "../contract/track-headers";
import { isOneOf, kubernetesKind } from "./kubernetes-kind";
import type { Released } from "./released";

type Reader = (props: unknown, released: Released) => readonly string[];

/** Names that only the inside of the cluster knows. */
const isInside = (host: string): boolean => host.endsWith(".internal");
const Secret = z.object({ secretName: z.string().min(1).optional() }).optional();

/** Traefik's entry points without TLS; a route that names none is on all of them. */
const isPlain = (entryPoints: readonly string[]): boolean => entryPoints.length === 0 || entryPoints.includes("web");

const Route = z.object({
  match: z.string().default(""),
  middlewares: z.array(z.object({ name: z.string() })).default([]),
});

const ingressRoute: Reader = (props) => {
  const spec = z.object({ entryPoints: z.array(z.string()).default([]), routes: z.array(Route), tls: Secret });
  const { entryPoints, routes, tls } = z.object({ spec }).parse(props).spec;
  if (tls?.secretName !== undefined && !isPlain(entryPoints)) return [];
  return routes
    .filter(({ match, middlewares }) => isPublic(match) && !middlewares.some(({ name }) => name === redirectMiddleware))
    .map(
      ({ match }) =>
        `route ${match} must have a tls.secretName on an entry point of TLS, or only redirect, got neither`,
    );
};

/** A rule is public unless each of its hosts is known inside only. */
function isPublic(match: string): boolean {
  const hosts = [...match.matchAll(/\bHost(?:SNI|Regexp)?\(([^)]*)\)/g)].flatMap(([, names = ""]) =>
    names.split(",").map((name) => name.replaceAll(/[`"'\s]/g, "")),
  );
  return hosts.length === 0 || hosts.some((host) => !isInside(host));
}

const Redirect = z.object({ requestRedirect: z.object({ scheme: z.string().optional() }).optional() });
const GatewayRoute = z.object({
  spec: z.object({
    parentRefs: z.array(z.object({ sectionName: z.string().optional() })).default([]),
    hostnames: z.array(z.string()).default([]),
    rules: z.array(z.object({ filters: z.array(Redirect).default([]) })).default([]),
  }),
});

/** The listener of the gateway holds the certificate; a route may be on that listener, or only redirect. */
const gatewayRoute: Reader = (props, { claim }) => {
  const { parentRefs, hostnames, rules } = GatewayRoute.parse(props).spec;
  if (hostnames.length > 0 && hostnames.every(isInside)) return [];
  const redirects =
    rules.length > 0 &&
    rules.every(({ filters }) => filters.some(({ requestRedirect }) => requestRedirect?.scheme === "https"));
  if (redirects) return [];
  const listener = claim.settings.gateway?.listener;
  if (listener === undefined) return ["a route of a gateway needs the setting gateway, got none"];
  return parentRefs.length > 0 && parentRefs.every(({ sectionName }) => sectionName === listener)
    ? []
    : [
        `it must be on the listener ${listener}, or only redirect, got ${parentRefs.map(({ sectionName }) => sectionName ?? "every listener").join(", ") || "none"}`,
      ];
};

const ingress: Reader = (props) => {
  const Tls = z.object({ hosts: z.array(z.string()).default([]), secretName: z.string().min(1).optional() });
  const spec = z.object({
    tls: z.array(Tls).default([]),
    rules: z.array(z.object({ host: z.string().default("*") })).default([]),
  });
  const { tls, rules } = z.object({ spec }).parse(props).spec;
  const covered = tls.filter(({ secretName }) => secretName !== undefined).flatMap(({ hosts }) => hosts);
  return rules
    .filter(({ host }) => !isInside(host) && !covered.includes(host))
    .map(({ host }) => `host ${host} must have a secretName in spec.tls, got none`);
};

/** The certificate carries every host that clients call. */
const certificate: Reader = (props, { plan }) => {
  const { spec } = z.object({ spec: z.object({ dnsNames: z.array(z.string()) }) }).parse(props);
  return plan.services
    .flatMap(({ hosts }) => hosts)
    .filter((host) => !spec.dnsNames.includes(host))
    .map((host) => `dnsNames must have host ${host}, got ${spec.dnsNames.join(", ") || "none"}`);
};

/** The middleware of that name does what it is named for. */
const middleware: Reader = (props) => {
  const redirect = z.object({ scheme: z.string().optional() }).optional();
  const { metadata, spec } = z
    .object({ metadata: z.object({ name: z.string() }), spec: z.object({ redirectScheme: redirect }) })
    .parse(props);
  if (metadata.name !== redirectMiddleware || spec.redirectScheme?.scheme === "https") return [];
  return [`middleware ${redirectMiddleware} must redirect to https, got ${spec.redirectScheme?.scheme ?? "none"}`];
};

const readers: readonly (readonly [kind: RegExp, read: Reader])[] = [
  [kubernetesKind("traefik.io", "IngressRoute", "IngressRouteTCP"), ingressRoute],
  [kubernetesKind("traefik.io", "Middleware"), middleware],
  [kubernetesKind("gateway.networking.k8s.io", "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute"), gatewayRoute],
  [kubernetesKind("networking.k8s.io", "Ingress"), ingress],
  [kubernetesKind("cert-manager.io", "Certificate"), certificate],
];

/** Whether objects of this type answer for a host. */
export const hasHosts = isOneOf(readers.map(([kind]) => kind));

/** Every place in which an object answers a public host without TLS, one line each. */
export const plainHosts = (type: string, props: unknown, released: Released): readonly string[] =>
  readers.filter(([kind]) => kind.test(type)).flatMap(([, read]) => read(props, released));
