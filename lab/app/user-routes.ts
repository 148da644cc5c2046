import { createHash } from "node:crypto";
import type { Answer } from "./answer";
import type { AppContext } from "./app-context";

let freshKeys = 0;

/** Answers `/`: a page a person can look at. */
export function page(context: AppContext): Answer {
  const { system, service, version, tools } = context.settings;
  const title = `${system} ${service} ${version}`;
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>
<body><h1>${title}</h1><p>${tools.length} tools under /tools/</p></body></html>
`;
  return { status: 200, body: html, headers: { "content-type": "text/html; charset=utf-8" } };
}

/** Answers `/tools/<name>`: one call of a tool through the cache; 404 for a tool that does not exist. */
export function callTool(context: AppContext, name: string): Answer {
  const { settings, faults, cache, metrics } = context;
  if (!settings.tools.includes(name)) return { status: 404, body: { error: `tool "${name}": does not exist` } };
  const missing = faults.current.missingTools?.includes(name) === true;
  const failed = missing || faults.hitsTool(name);
  metrics.toolCalled(name, failed);
  if (missing) return { status: 404, injected: true, body: { error: `tool "${name}": is missing` } };
  if (failed) {
    context.log("error", `tool "${name}": failed as asked`);
    return { status: 500, injected: true, body: { error: `tool "${name}": failed` } };
  }
  // A key that nobody asks for again is a miss, and pushes older values out as a real key change would.
  const key = faults.hits("cacheMissRate") ? `${name} ${(freshKeys += 1)}` : name;
  const result = cache.take(key, () => createHash("sha256").update(key).digest("hex"));
  return { status: 200, body: { tool: name, version: settings.version, result } };
}

/** Says what a fault makes of a request of a user before its route is reached: nothing, a refusal or an error. */
export function injectedAnswer(context: AppContext): Answer | undefined {
  const { faults, metrics } = context;
  if (faults.hits("authFailureRate")) {
    metrics.authFailures.inc();
    return { status: 401, injected: true, body: { error: "request: not authorized, as asked" } };
  }
  if (!faults.hits("errorRate")) return undefined;
  context.log("error", "request: failed as asked");
  return { status: faults.current.errorStatus ?? 500, injected: true, body: { error: "request: failed as asked" } };
}
