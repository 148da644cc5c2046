import { mkdtempSync, writeFileSync } from "node:fs";
import type https from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KubeConfig } from "@kubernetes/client-node";
import { expect, it } from "vitest";
import { stringify } from "yaml";
import { plainKubeconfig } from "../../../situation/kubernetes/plain-kubeconfig";

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const authority = base64("authority");
const cluster = { server: "https://10.0.0.1:6443", "certificate-authority-data": authority };
const certificate = { "client-certificate-data": base64("certificate"), "client-key-data": base64("key") };
const valid = {
  apiVersion: "v1",
  kind: "Config",
  "current-context": "here",
  clusters: [{ name: "one", cluster }],
  contexts: [
    { name: "here", context: { cluster: "one", user: "machine" } },
    { name: "there", context: { cluster: "one", user: "person", namespace: "shop" } },
  ],
  users: [
    { name: "machine", user: { token: "a-token" } },
    { name: "person", user: certificate },
  ],
};

function written(config: object): string {
  const path = join(mkdtempSync(join(tmpdir(), "kubeconfig-")), "config");
  writeFileSync(path, stringify(config));
  return path;
}

const plain = (config: object, context?: string) => plainKubeconfig(context, { KUBECONFIG: written(config) });
const withUser = (user: object): object => ({ ...valid, users: [{ name: "machine", user }] });
const withCluster = (more: object): object => ({
  ...valid,
  clusters: [{ name: "one", cluster: { ...cluster, ...more } }],
});
const exec = { exec: { apiVersion: "client.authentication.k8s.io/v1", command: "aws" } };

it.each([
  ["a token", undefined],
  ["a client certificate", "there"],
])("gives what the client library gives for %s", async (_, context) => {
  const library = new KubeConfig();
  library.loadFromFile(written(valid));
  if (context !== undefined) library.setCurrentContext(context);
  const expected: https.RequestOptions = {};
  await library.applyToHTTPSOptions(expected);
  const read = plain(valid, context);
  const known = ({ ca, cert, key, headers }: https.RequestOptions) => ({ ca, cert, key, headers: { ...headers } });
  expect(read?.server).toBe(library.getCurrentCluster()?.server);
  expect(known(read?.options ?? {})).toEqual(known(expected));
  const agent = (options: https.RequestOptions | undefined) =>
    known((options?.agent as https.Agent).options as https.RequestOptions);
  expect(agent(read?.options)).toEqual(agent(expected));
});

it.each<[string, object, string?]>([
  ["a login plugin", withUser(exec)],
  ["a login plugin beside a token", withUser({ token: "a-token", ...exec })],
  ["an auth provider", withUser({ "auth-provider": { name: "oidc" } })],
  ["a user name and password", withUser({ username: "me", password: "secret" })],
  ["a token in another file", withUser({ tokenFile: "/run/token" })],
  ["a certificate in another file", withUser({ "client-certificate": "cert.pem", "client-key": "key.pem" })],
  ["an impersonated user", withUser({ token: "a-token", as: "somebody" })],
  ["an authority in another file", withCluster({ "certificate-authority": "ca.pem" })],
  ["a switched-off check of the server", withCluster({ "insecure-skip-tls-verify": true })],
  ["another name of the server", withCluster({ "tls-server-name": "api" })],
  ["a proxy", withCluster({ "proxy-url": "http://proxy" })],
  ["plain HTTP", withCluster({ server: "http://10.0.0.1:6443" })],
  ["two users of one name", { ...valid, users: [...valid.users, ...valid.users] }],
  ["no current context", { ...valid, "current-context": undefined }],
  ["a context that is not there", valid, "elsewhere"],
  ["something that is no kubeconfig", { kind: "List" }],
])("leaves %s to the client library", (_, config, context) => {
  expect(plain(config, context)).toBeUndefined();
});

it.each([
  ["several files", { KUBECONFIG: `${written(valid)}:${written(valid)}` }],
  ["an empty name", { KUBECONFIG: "" }],
  ["no name", {}],
  ["a file that is not there", { KUBECONFIG: "/nowhere/config" }],
])("leaves %s to the client library", (_, environment) => {
  expect(plainKubeconfig(undefined, environment)).toBeUndefined();
});
