import { readFileSync } from "node:fs";
import https from "node:https";
import { delimiter } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const Base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);
const ClusterEntry = z.strictObject({
  server: z.string().regex(/^https:\/\//),
  "certificate-authority-data": Base64,
});
const UserEntry = z.strictObject({
  token: z.string().min(1).optional(),
  "client-certificate-data": Base64.optional(),
  "client-key-data": Base64.optional(),
});
const ContextEntry = z.strictObject({ cluster: z.string(), user: z.string(), namespace: z.string().optional() });
const named = z.array(z.looseObject({ name: z.string() }));
const Kubeconfig = z.strictObject({
  apiVersion: z.literal("v1"),
  kind: z.literal("Config"),
  preferences: z.strictObject({}).optional(),
  "current-context": z.string().optional(),
  clusters: named,
  contexts: named,
  users: named,
});

/** What a plain kubeconfig says: where the API server is, and how to be known there. */
export interface PlainKubeconfig {
  readonly server: string;
  readonly options: https.RequestOptions;
}

/**
 * Reads the one kubeconfig that KUBECONFIG names, if it holds nothing but an https address with its authority, and a token or a client certificate,
 * all written in the file. Whatever else it holds (login plugins, proxies, other files, a switched-off check) is for the client library:
 * undefined, and never a guess. It exists because that library takes 0.4 s of processor time to load, in the program and in the pack.
 */
export function plainKubeconfig(context: string | undefined, environment = process.env): PlainKubeconfig | undefined {
  const path = environment["KUBECONFIG"];
  if (path === undefined || path === "" || path.includes(delimiter)) return undefined;
  try {
    const config = Kubeconfig.parse(parse(readFileSync(path, "utf8")));
    const chosen = ContextEntry.parse(entry(config.contexts, context ?? config["current-context"], "context"));
    const cluster = ClusterEntry.parse(entry(config.clusters, chosen.cluster, "cluster"));
    const user = UserEntry.parse(entry(config.users, chosen.user, "user"));
    return { server: cluster.server, options: optionsOf(cluster, user) };
  } catch {
    return undefined;
  }
}

/** The one entry of that name; two of one name are a question of precedence, which is the library's to answer. */
function entry(entries: z.infer<typeof named>, name: string | undefined, key: string): unknown {
  const found = entries.filter((one) => one.name === name);
  return found.length === 1 && Object.keys(found[0] ?? {}).length === 2 ? found[0]?.[key] : undefined;
}

function optionsOf(cluster: z.infer<typeof ClusterEntry>, user: z.infer<typeof UserEntry>): https.RequestOptions {
  const { token, "client-certificate-data": cert, "client-key-data": key } = user;
  const bytes = (text: string): Buffer => Buffer.from(text, "base64");
  const secure = {
    ca: bytes(cluster["certificate-authority-data"]),
    ...(cert === undefined ? {} : { cert: bytes(cert) }),
    ...(key === undefined ? {} : { key: bytes(key) }),
  };
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  return { ...secure, headers, agent: new https.Agent(secure) };
}
