import { once } from "node:events";
import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import https from "node:https";
import type { Lab } from "../../lab/cluster/lab";
import type { Manifest } from "./manifests";

/** The answer of the API server: status code and body. */
export interface Answer {
  readonly code: number;
  // Whatever the API server says; a test looks into it by path.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** Who asks. The administrator speaks in another's name, as `kubectl --as` does. */
export interface Asker {
  readonly user: string;
  readonly groups?: readonly string[];
}

/** How to send a write. */
export interface WriteOptions {
  readonly as?: Asker;
  readonly dryRun?: boolean;
  readonly fieldManager?: string;
  readonly force?: boolean;
}

/** The API server of a lab, without a client library in between: a test sees each answer as it came. */
export interface ClusterApi {
  readonly call: (
    method: string,
    path: string,
    body?: unknown,
    options?: WriteOptions & { type?: string },
  ) => Promise<Answer>;
  /** Server-side apply. */
  readonly apply: (object: Manifest, options?: WriteOptions) => Promise<Answer>;
  readonly merge: (path: string, patch: unknown, options?: WriteOptions) => Promise<Answer>;
}

/** Opens a way to the API server of the lab, as its administrator. */
export async function clusterApi(lab: Lab): Promise<ClusterApi> {
  const config = await lab.connect("admin");
  const server = config.getCurrentCluster()?.server;
  const base: https.RequestOptions = {};
  await config.applyToHTTPSOptions(base);
  const call: ClusterApi["call"] = async (method, path, body, { type = "application/json", as, ...rest } = {}) => {
    const query = new URLSearchParams({
      ...(rest.dryRun === true ? { dryRun: "All" } : {}),
      ...(rest.fieldManager === undefined ? {} : { fieldManager: rest.fieldManager }),
      ...(rest.force === undefined ? {} : { force: String(rest.force) }),
    }).toString();
    const impersonation =
      as === undefined ? {} : { "impersonate-user": as.user, "impersonate-group": [...(as.groups ?? [])] };
    const headers = { ...base.headers, "content-type": type, ...impersonation } as OutgoingHttpHeaders;
    const request = https.request(new URL(query === "" ? path : `${path}?${query}`, server), {
      ...base,
      method,
      headers,
    });
    request.end(body === undefined ? undefined : JSON.stringify(body));
    const [response] = (await once(request, "response")) as [IncomingMessage];
    let text = "";
    for await (const piece of response.setEncoding("utf8")) text += String(piece);
    return { code: response.statusCode ?? 0, body: text.startsWith("{") ? JSON.parse(text) : text };
  };
  return {
    call,
    apply: (object, how) =>
      call("PATCH", pathOf(object), object, {
        fieldManager: object.metadata.annotations?.["pulumi.com/patchFieldManager"] ?? "test",
        ...how,
        type: "application/apply-patch+yaml",
      }),
    merge: (path, patch, how) => call("PATCH", path, patch, { ...how, type: "application/merge-patch+json" }),
  };
}

/** The path of an object in the API server. */
export function pathOf({ apiVersion, kind, metadata: { name, namespace } }: Manifest): string {
  const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const scope = namespace === undefined ? "" : `/namespaces/${namespace}`;
  return `${root}${scope}/${pluralOf(kind)}/${name}`;
}

function pluralOf(kind: string): string {
  const lower = kind.toLowerCase();
  if (/[^aeiou]y$/.test(lower)) return `${lower.slice(0, -1)}ies`;
  return lower.endsWith("s") ? `${lower}es` : `${lower}s`;
}
