import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { auditPolicy } from "./audit-policy";
import { makeKeys } from "./certificates";
import { identities, type IdentityName } from "./identities";
import { apiServer } from "./network";
import type { RunFolder } from "./run-folder";

/** The paths of the key files that the control plane is started with. */
export interface KeyFiles {
  readonly authority: string;
  readonly authorityKey: string;
  readonly server: string;
  readonly serverKey: string;
  readonly signing: string;
  readonly verifying: string;
  readonly tokens: string;
}

/** Names the key files of a lab; touches nothing. */
export function keyFiles(folder: RunFolder): KeyFiles {
  const at = (name: string): string => join(folder.keys, name);
  return {
    authority: at("authority.crt"),
    authorityKey: at("authority.key"),
    server: at("server.crt"),
    serverKey: at("server.key"),
    signing: at("service-accounts.key"),
    verifying: at("service-accounts.pub"),
    tokens: at("tokens.csv"),
  };
}

/** Writes keys, the token of every identity and its kubeconfig. Nothing here outlives the lab or is used twice. */
export async function writeCredentials(folder: RunFolder): Promise<void> {
  const files = keyFiles(folder);
  const keys = await makeKeys(new Date());
  const tokens = Object.entries(identities).map(([name, identity]) => ({
    name: name as IdentityName,
    token: randomBytes(24).toString("hex"),
    ...identity,
  }));
  const rows = tokens.map(({ token, user, groups = [] }) => `${token},${user},${user},"${groups.join(",")}"`);
  write(files.authority, keys.authority.certificate);
  write(files.authorityKey, keys.authority.key);
  write(files.server, keys.server.certificate);
  write(files.serverKey, keys.server.key);
  write(files.signing, keys.serviceAccounts.privateKey);
  write(files.verifying, keys.serviceAccounts.publicKey);
  write(files.tokens, `${rows.join("\n")}\n`);
  write(folder.auditPolicy, JSON.stringify(auditPolicy));
  for (const { name, token } of tokens) {
    write(folder.kubeconfigOf(name), kubeconfig(name, token, keys.authority.certificate));
  }
}

function kubeconfig(name: string, token: string, authority: string): string {
  const cluster = { server: apiServer, "certificate-authority-data": Buffer.from(authority).toString("base64") };
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "lab", cluster }],
    users: [{ name, user: { token } }],
    contexts: [{ name: "lab", context: { cluster: "lab", user: name } }],
    "current-context": "lab",
  });
}

const write = (path: string, text: string): void => writeFileSync(path, text, { mode: 0o600 });
