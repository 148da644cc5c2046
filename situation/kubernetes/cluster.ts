import https from "node:https";
import http from "node:http";
import { absent, present, unknown, type Known } from "../../release/known";
import { plainKubeconfig } from "./plain-kubeconfig";

/** One answer of the API server, with what its `Date` header says of the clock. */
export interface Read {
  readonly answer: Known<unknown>;
  readonly clockSkewSeconds: Known<number>;
}

/** A cluster that can be asked. */
export interface Cluster {
  /** Gets one object. 404 is absent; everything else but 200 is unknown. Never throws. */
  readonly get: (path: string) => Promise<Read>;
}

/** How long one request may take: milliseconds. */
const timeoutMs = 10_000;
/** The largest answer that is read: bytes. */
const maximumBytes = 8 * 1024 * 1024;

/** Opens the cluster that the ambient kubeconfig names, as kubectl and Pulumi's provider would. */
export async function openCluster(context: string | undefined): Promise<Known<Cluster>> {
  const plain = plainKubeconfig(context);
  if (plain !== undefined) return present(clusterAt(plain.server, (options) => Object.assign(options, plain.options)));
  try {
    const { KubeConfig } = await import("@kubernetes/client-node");
    const config = new KubeConfig();
    config.loadFromDefault();
    if (context !== undefined) config.setCurrentContext(context);
    const server = config.getCurrentCluster()?.server;
    if (server === undefined) return unknown("no kubeconfig names a cluster: set KUBECONFIG");
    return present(clusterAt(server, (options) => config.applyToHTTPSOptions(options)));
  } catch (error) {
    return unknown(`the kubeconfig cannot be read: ${message(error)}`);
  }
}

/** Adds who we are, and how to know the API server, to a request. */
type Authorize = (options: https.RequestOptions) => unknown;

const clusterAt = (server: string, authorize: Authorize): Cluster => ({
  get: (path) => get(new URL(path, server), authorize),
});

async function get(url: URL, authorize: Authorize): Promise<Read> {
  try {
    const options: https.RequestOptions = { headers: {}, timeout: timeoutMs };
    await authorize(options);
    return await request(url, { ...options, headers: { ...options.headers, accept: "application/json" } });
  } catch (error) {
    return failed(`${url.pathname}: ${message(error)}`);
  }
}

function request(url: URL, options: https.RequestOptions): Promise<Read> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === "http:" ? http.get : https.get;
    const sent = send(url, options, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > maximumBytes) sent.destroy(new Error(`the answer is larger than ${maximumBytes} bytes`));
        else chunks.push(chunk);
      });
      response.on("error", reject);
      response.on("end", () => {
        resolve(answerOf(url, response, Buffer.concat(chunks).toString("utf8")));
      });
    });
    sent.on("timeout", () => sent.destroy(new Error(`no answer within ${timeoutMs / 1000} seconds`)));
    sent.on("error", reject);
  });
}

function answerOf(url: URL, { statusCode = 0, headers }: http.IncomingMessage, body: string): Read {
  const clockSkewSeconds = skewOf(headers.date);
  if (statusCode === 404) return { answer: absent, clockSkewSeconds };
  if (statusCode === 200) return { answer: present(JSON.parse(body)), clockSkewSeconds };
  return { answer: unknown(`${url.pathname}: the API server answered ${statusCode}`), clockSkewSeconds };
}

function skewOf(date: string | undefined): Known<number> {
  const platform = Date.parse(date ?? "");
  if (Number.isNaN(platform)) return unknown("the API server sent no Date header");
  return present(Math.round((platform - Date.now()) / 1000));
}

const failed = (reason: string): Read => ({ answer: unknown(reason), clockSkewSeconds: unknown(reason) });
const message = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)) || "no reason given";
