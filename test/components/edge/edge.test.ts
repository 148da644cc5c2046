import { expect, it } from "vitest";
import { Edge } from "../../../components/edge/edge";
import { deploy, valueOf, type Registered } from "../../support/pulumi";
import { edgeArgs } from "../../support/shop";

const built = (change: object = {}): Promise<readonly Registered[]> =>
  deploy(() => new Edge("shop", { ...edgeArgs, ...change }));
const records = async (change: object) =>
  (await built(change)).find(({ name }) => name === "shop-records")?.inputs.spec.endpoints;

it("has one certificate for all hosts, with a new key at each renewal", async () => {
  const [, certificate] = await built();
  expect(certificate?.inputs.spec).toMatchObject({
    secretName: "edge-tls",
    dnsNames: ["shop.example.com"],
    privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
    issuerRef: { name: "letsencrypt", kind: "ClusterIssuer", group: "cert-manager.io" },
  });
});

it.each([
  ["an address", "192.0.2.1", "A"],
  ["an address of version 6", "2001:db8::1", "AAAA"],
  ["a name", "gateway.example.net", "CNAME"],
])("points its hosts to %s", async (_what, target, recordType) => {
  expect(await records({ dns: { target } })).toEqual([
    { dnsName: "shop.example.com", recordType, recordTTL: 300, targets: [target] },
  ]);
});

it("points its hosts to the CDN and the CDN's origin to the gateway, and the certificate names both", async () => {
  const cdn = { host: "d1.cdn.example.net", origin: "origin.shop.example.com" };
  expect(await records({ dns: { target: "192.0.2.1", ttlSeconds: 60 }, cdn })).toEqual([
    { dnsName: "shop.example.com", recordType: "CNAME", recordTTL: 60, targets: [cdn.host] },
    { dnsName: cdn.origin, recordType: "A", recordTTL: 60, targets: ["192.0.2.1"] },
  ]);
  const certificate = (await built({ dns: { target: "192.0.2.1" }, cdn })).find(
    ({ name }) => name === "shop-certificate",
  );
  expect(certificate?.inputs.spec.dnsNames).toEqual(["shop.example.com", cdn.origin]);
});

it("says where clients reach the system", async () => {
  let urls: Edge["urls"] | undefined;
  await deploy(() => {
    urls = new Edge("shop", edgeArgs).urls;
  });
  expect(urls && (await valueOf(urls))).toEqual(["https://shop.example.com"]);
});

it.each([
  ["no hosts", { hosts: [] }, "hosts must name at least one, got none"],
  [
    "a record that nobody may keep",
    { dns: { target: "a", ttlSeconds: 5 } },
    "ttlSeconds must be a whole number from 30 to 86400, got 5",
  ],
  [
    "a CDN without records",
    { cdn: { host: "a", origin: "b" } },
    "a CDN needs the DNS records of its hosts and its origin, got no dns",
  ],
  ["aws", { platform: "aws" as const }, "not built yet for this platform, choose kubernetes, got aws"],
  ["azure", { platform: "azure" as const }, "not built yet for this platform, choose kubernetes, got azure"],
])("refuses %s before anything is registered", async (_what, change, problem) => {
  const build = () => new Edge("shop", { ...edgeArgs, ...change });
  expect(await deploy(() => expect(build).toThrow(`edge "shop": ${problem}`))).toEqual([]);
});
