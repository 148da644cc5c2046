import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { beside, changed, refusesEach, said, type GuardrailRow } from "../../support/guardrail-rows";
import { shownOf } from "../../support/guarded-stack";
import { GuardedStacks } from "../../support/guarded-stacks";
import type { Shown } from "../../support/policy-pack";

let stacks: GuardedStacks;

beforeAll(async () => {
  stacks = await GuardedStacks.start();
}, 120_000);
afterAll(() => stacks.pack.stop());

const one = (kind: string, name?: string) => stacks.one(kind, name);
const route = (name: string, changes: object) => () => stacks.route(name, changes);
const onGateway = (path: string, value: unknown) => () => stacks.onGateway(path, value);
const ingress = (host: string, name: string, more?: object) => () => stacks.ingress(host, name, more);
const service =
  (selector: object, more: object = {}) =>
  () =>
    beside(one("Rollout"), "kubernetes:core/v1:Service", {
      metadata: { name: "shortcut" },
      spec: { selector, ...more },
    });
const bare = (shown: Shown): Shown => ({ ...shown, protect: false });
const ours = { "app.kubernetes.io/name": "web" };

const ways: readonly GuardrailRow[] = [
  [
    "a public host without TLS",
    "tls",
    () => changed(route("web-edge", { match: "Host(`proofile.dev`)" })(), "spec.tls", undefined),
    "route Host(`proofile.dev`) must have a tls.secretName on an entry point of TLS, or only redirect, got neither",
  ],
  [
    "TLS that is open to plain HTTP too",
    "tls",
    route("web-redirect", { middlewares: [] }),
    "route Host(`proofile.dev`) must have a tls.secretName on an entry point of TLS, or only redirect, got neither",
  ],
  [
    "a redirect to plain HTTP",
    "tls",
    () => changed(one("Middleware", "redirect-to-tls"), "spec.redirectScheme.scheme", "http"),
    "middleware redirect-to-tls must redirect to https, got http",
  ],
  [
    "a certificate without a host",
    "tls",
    () => changed(one("Certificate", ""), "spec.dnsNames", ["proofile.dev"]),
    "dnsNames must have host api.proofile.dev, got proofile.dev",
  ],
  [
    "a route on the listener without TLS",
    "tls",
    onGateway("spec.parentRefs.0.sectionName", "http"),
    "it must be on the listener https, or only redirect, got http",
  ],
  [
    "an Ingress without a certificate",
    "tls",
    ingress("proofile.dev", "web"),
    "host proofile.dev must have a secretName in spec.tls, got none",
  ],
  ["an unprotected Rollout", "protected-kinds", () => bare(one("Rollout")), "it must be protected, got protect: false"],
  [
    "an unprotected namespace",
    "protected-kinds",
    () => bare(one("Namespace", "")),
    "it must be protected, got protect: false",
  ],
  [
    "an unprotected router",
    "protected-kinds",
    () => bare(one("TraefikService")),
    "it must be protected, got protect: false",
  ],
  ["an unprotected hold", "protected-kinds", () => bare(one("Hold", "")), "it must be protected, got protect: false"],
  [
    "unprotected progress",
    "protected-kinds",
    () => bare(one("ConfigMapPatch", "")),
    "it must be protected, got protect: false",
  ],
  [
    "an unprotected admission policy",
    "protected-kinds",
    () => bare(one("ValidatingAdmissionPolicy", "")),
    "it must be protected, got protect: false",
  ],
  [
    "a volume that could be lost",
    "protected-kinds",
    () => bare(beside(one("Rollout"), "kubernetes:core/v1:PersistentVolumeClaim", {})),
    "it must be protected, got protect: false",
  ],
  [
    "another Service on the pods",
    "track-services",
    service(ours),
    "it must not select the pods of the release, got app.kubernetes.io/name=web",
  ],
  [
    "a Service on every candidate",
    "track-services",
    service({ "sluice.dev/track": "candidate" }),
    "it must not select the pods of the release, got sluice.dev/track=candidate",
  ],
  [
    "another name for a candidate",
    "track-services",
    service({}, { externalName: "web-candidate.proofile-production.svc" }),
    "it must not stand for a candidate, got web-candidate.proofile-production.svc",
  ],
  [
    "a track's Service on other pods",
    "track-services",
    () => changed(one("Service", "web-stable"), "spec.selector", { "app.kubernetes.io/name": "api" }),
    "it must select app.kubernetes.io/name=web,app.kubernetes.io/part-of=proofile, got app.kubernetes.io/name=api",
  ],
  [
    "a track's Service outside of the cluster",
    "track-services",
    () => changed(one("Service", "web-candidate"), "spec.type", "NodePort"),
    "the service of a track must be of type ClusterIP, got NodePort",
  ],
  [
    "addresses by hand",
    "track-services",
    () => beside(one("Rollout"), "kubernetes:discovery.k8s.io/v1:EndpointSlice", {}),
    "addresses are never written by hand",
  ],
  [
    "a chart that hides its objects",
    "in-plain-sight",
    () => beside(one("Rollout"), "kubernetes:helm.sh/v3:Release", {}),
    "it makes objects that no rule sees",
  ],
  [
    "a program of its own",
    "in-plain-sight",
    () => beside(one("Rollout"), "pulumi-nodejs:dynamic:Resource", {}),
    "it makes objects that no rule sees",
  ],
  [
    "an object in disguise",
    "in-plain-sight",
    () => beside(one("Rollout"), "kubernetes:core/v1:Secret", { apiVersion: "v1", kind: "Pod" }),
    "its kind must be Secret, got Pod",
  ],
];

describe("the pack, of what is public or must stay,", () => {
  beforeAll(async () => {
    await stacks.pack.analyze(shownOf(stacks.gateway, "Release"));
  });
  refusesEach(ways, () => stacks.pack);

  it("lets a Service lead to pods of something else", async () => {
    expect(await said(stacks.pack, service({ app: "cache" })())).toEqual([]);
    const elsewhere = changed(service(ours)(), "metadata.namespace", "other");
    expect(await said(stacks.pack, elsewhere)).toEqual([]);
  });
});

describe("the pack, of a second release,", () => {
  refusesEach(
    [
      [
        "a Release beside the first",
        "one-release",
        () => ({ ...one("Release", ""), urn: "urn:pulumi:p::project::sluice:index:Release::other" }),
        'a stack has one release, got "urn:pulumi:production::project::sluice:index:Release::proofile" as well',
      ],
    ],
    () => stacks.pack,
  );
  it("compares nothing with either of the two", async () => {
    const found = await said(stacks.pack, one("Rollout"));
    expect(found.map(({ message }) => message)).toContainEqual(
      expect.stringContaining("no readable claim of a release"),
    );
  });
});
