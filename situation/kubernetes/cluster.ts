import { oneLine } from "../../contract/one-line";
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
  readonly get: (path: string, limitMs?: number) => Promise<Read>;
  /** Changes one object by a merge patch (RFC 7396); answers the object as it is then. Never throws. */
  readonly merge: (path: string, patch: object, limitMs?: number) => Promise<Read>;
}

/** What is sent: nothing for a reading. */
interface Ask {
  readonly method: "GET" | "PATCH";
  readonly body?: string;
  readonly limitMs: number;
}

/** How long one request may take when nothing else is said: milliseconds. */
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
    return unknown(`the kubeconfig cannot be read: ${oneLine(error)}`);
  }
}

/** Adds who we are, and how to know the API server, to a request. */
type Authorize = (options: https.RequestOptions) => unknown;

const clusterAt = (server: string, authorize: Authorize): Cluster => ({
  get: (path, limitMs = timeoutMs) => ask(new URL(path, server), authorize, { method: "GET", limitMs }),
  merge: (path, patch, limitMs = timeoutMs) =>
    ask(new URL(path, server), authorize, { method: "PATCH", body: JSON.stringify(patch), limitMs }),
});

async function ask(url: URL, authorize: Authorize, { method, body, limitMs }: Ask): Promise<Read> {
  try {
    const options: https.RequestOptions = { headers: {}, method };
    await authorize(options);
    const type = body === undefined ? {} : { "content-type": "application/merge-patch+json" };
    const headers = { ...options.headers, accept: "application/json", ...type };
    return await request(url, { ...options, headers }, { body, limitMs });
  } catch (error) {
    return failed(`${url.pathname}: ${oneLine(error)}`);
  }
}

interface Sent {
  readonly body: string | undefined;
  readonly limitMs: number;
}

function request(url: URL, options: https.RequestOptions, { body, limitMs }: Sent): Promise<Read> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === "http:" ? http.request : https.request;
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
    // The limit is on the whole answer: a server that sends byte after byte is late too.
    const limit = setTimeout(() => sent.destroy(new Error(`no answer within ${limitMs / 1000} seconds`)), limitMs);
    sent.on("close", () => {
      clearTimeout(limit);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

function answerOf(url: URL, { statusCode = 0, headers }: http.IncomingMessage, body: string): Read {
  const clockSkewSeconds = skewOf(headers.date);
  if (statusCode === 404) return { answer: absent, clockSkewSeconds };
  if (statusCode === 200) return { answer: present(JSON.parse(body)), clockSkewSeconds };
  const reason = `${url.pathname}: the API server answered ${statusCode}${statusMessage(body)}`;
  return { answer: unknown(reason), clockSkewSeconds };
}

/** What the API server gives as its reason, as one line. */
function statusMessage(body: string): string {
  const { message: said } = /^\s*\{/.test(body) ? (JSON.parse(body) as { message?: unknown }) : {};
  return typeof said === "string" ? `: ${said.replace(/\s+/g, " ").slice(0, 500)}` : "";
}

function skewOf(date: string | undefined): Known<number> {
  const platform = Date.parse(date ?? "");
  if (Number.isNaN(platform)) return unknown("the API server sent no Date header");
  return present(Math.round((platform - Date.now()) / 1000));
}

const failed = (reason: string): Read => ({ answer: unknown(reason), clockSkewSeconds: unknown(reason) });
