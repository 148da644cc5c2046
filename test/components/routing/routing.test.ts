import { expect, it } from "vitest";
import { Routing } from "../../../components/routing/routing";
import { deploy, valueOf, type Registered } from "../../support/pulumi";
import { routingArgs } from "../../support/shop";

const gateway = { name: "edge", namespace: "traefik", listener: "tls", plainListener: "web" };
const built = (change: object = {}): Promise<readonly Registered[]> =>
  deploy(() => new Routing("shop", { ...routingArgs, ...change }));
const specOf = async (name: string, change: object = {}) =>
  (await built(change)).find((resource) => resource.name === `shop-${name}`)?.inputs.spec;

it("gives every service a stable and a candidate track", async () => {
  const tracks = (await built()).filter(({ type }) => type.endsWith(":Service"));
  expect(tracks.map(({ inputs }) => inputs.metadata.name).sort()).toEqual([
    "api-candidate",
    "api-stable",
    "web-candidate",
    "web-stable",
  ]);
  for (const { inputs } of tracks) expect(inputs.metadata.annotations["pulumi.com/skipAwait"]).toBe("true");
});

it("starts with everything on the stable track", async () => {
  const { services } = (await specOf("web-split")).weighted;
  expect(services.map(({ name, weight }: { name: string; weight: number }) => [name, weight])).toEqual([
    ["web-stable", 100],
    ["web-candidate", 0],
  ]);
});

it("splits at the edge, asks for the candidate by header, and secures both", async () => {
  expect(await specOf("web-edge")).toEqual({
    entryPoints: ["websecure"],
    tls: { secretName: "edge-tls" },
    routes: [
      {
        kind: "Rule",
        match: "Host(`shop.example.com`) && Header(`x-sluice-smoke`, `candidate`)",
        services: [{ name: "web-candidate", kind: "Service", port: 80, middlewares: [{ name: "track-candidate" }] }],
        middlewares: [{ name: "strict-transport" }],
      },
      {
        kind: "Rule",
        match: "Host(`shop.example.com`)",
        services: [{ name: "web", kind: "TraefikService" }],
        middlewares: [{ name: "strict-transport" }],
      },
    ],
  });
});

it("never splits inside: a service that only others call follows the track of the request", async () => {
  const { routes } = await specOf("api-inside");
  expect(
    routes.map(({ match, services }: { match: string; services: { name: string }[] }) => [match, services[0]?.name]),
  ).toEqual([
    ["Host(`api.internal`) && Header(`x-sluice-track`, `candidate`)", "api-candidate"],
    ["Host(`api.internal`)", "api-stable"],
  ]);
});

it("tells the services downstream the track, and takes the smoke header away", async () => {
  expect((await specOf("track-candidate")).headers.customRequestHeaders).toEqual({
    "x-sluice-track": "candidate",
    "x-sluice-smoke": "",
  });
  expect((await specOf("track-stable")).headers.customRequestHeaders).toEqual({
    "x-sluice-track": "stable",
    "x-sluice-smoke": "",
  });
});

it("redirects to TLS and asks browsers to stay there", async () => {
  expect((await specOf("web-redirect")).routes[0].middlewares).toEqual([{ name: "redirect-to-tls" }]);
  expect(await specOf("redirect-to-tls")).toEqual({ redirectScheme: { scheme: "https", permanent: true } });
  expect((await specOf("strict-transport")).headers.stsSeconds).toBe(31_536_000);
});

it("speaks plain HTTP without a certificate, and redirects nobody", async () => {
  const plain = Object.fromEntries(Object.entries(routingArgs).filter(([name]) => name !== "tlsSecret"));
  const resources = await deploy(() => new Routing("shop", plain as unknown as typeof routingArgs));
  expect(
    resources
      .filter(({ type }) => type.endsWith(":IngressRoute"))
      .map(({ inputs }) => [inputs.metadata.name, inputs.spec.entryPoints]),
  ).toEqual([
    ["api-inside", ["web"]],
    ["web-edge", ["web"]],
  ]);
});

it("joins several hosts in brackets, so that the header counts for each", async () => {
  const services = [{ name: "web", hosts: ["a.example.com", "b.example.com"], pathPrefix: "/shop" }];
  const [byHeader] = (await specOf("web-edge", { services })).routes;
  expect(byHeader.match).toBe(
    "(Host(`a.example.com`) || Host(`b.example.com`)) && PathPrefix(`/shop`) && Header(`x-sluice-smoke`, `candidate`)",
  );
});

it("keeps a person on one track when the plan says so", async () => {
  expect((await specOf("web-split", { stickiness: "user" })).weighted.sticky).toEqual({
    cookie: { name: "web-track", httpOnly: true, secure: true, sameSite: "lax" },
  });
  expect((await specOf("web-split")).weighted.sticky).toBeUndefined();
});

it("does the same with Gateway API", async () => {
  const { parentRefs, hostnames, rules } = await specOf("web-route", { router: "gateway-api", gateway });
  expect([parentRefs, hostnames]).toEqual([
    [{ name: "edge", namespace: "traefik", sectionName: "tls" }],
    ["shop.example.com"],
  ]);
  const backends = rules.map(({ backendRefs }: { backendRefs: { name: string; weight: number }[] }) =>
    backendRefs.map(({ name, weight }) => [name, weight]),
  );
  expect(backends).toEqual([
    [["web-candidate", 1]],
    [
      ["web-stable", 100],
      ["web-candidate", 0],
    ],
  ]);
  expect(rules[0].matches[0].headers).toEqual([{ type: "Exact", name: "x-sluice-smoke", value: "candidate" }]);
  expect(
    (await specOf("web-redirect", { router: "gateway-api", gateway })).rules[0].filters[0].requestRedirect,
  ).toEqual({ scheme: "https", statusCode: 301 });
});

it.each([
  ["traefik", {}, { api: "TraefikService/api", web: "TraefikService/web" }],
  ["gateway-api", { router: "gateway-api" as const, gateway }, { api: "HTTPRoute/api", web: "HTTPRoute/web" }],
])("names the objects that carry the weights with the router %s", async (_router, change, expected) => {
  let objects: Routing["shareObjects"] | undefined;
  await deploy(() => {
    objects = new Routing("shop", { ...routingArgs, ...change }).shareObjects;
  });
  expect(objects && (await valueOf(objects))).toEqual(expected);
});

it.each([
  ["no services", { services: [] }, "services must name at least one, got none"],
  ["a router without its gateway", { router: "gateway-api" as const }, "router gateway-api needs a gateway, got none"],
  [
    "a header that breaks a rule",
    { smoke: { name: "x`)", value: "a" } },
    "smoke header must be letters, digits and dashes, got x`)",
  ],
  [
    "a value that breaks a rule",
    { smoke: { name: "x", value: "a`) || Host(`b" } },
    "smoke header value must be letters, digits, dots and dashes, got something else",
  ],
  [
    "a host that breaks a rule",
    { services: [{ name: "web", hosts: ["a`b"] }] },
    "host must be a lower-case DNS name, got a`b",
  ],
  ["aws", { platform: "aws" as const }, "not built yet for this platform, choose kubernetes, got aws"],
  ["azure", { platform: "azure" as const }, "not built yet for this platform, choose kubernetes, got azure"],
])("refuses %s before anything is registered", async (_what, change, problem) => {
  const build = () => new Routing("shop", { ...routingArgs, ...change });
  expect(await deploy(() => expect(build).toThrow(`routing "shop": ${problem}`))).toEqual([]);
});
