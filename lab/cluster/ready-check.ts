import http from "node:http";
import https from "node:https";
import { setTimeout as sleep } from "node:timers/promises";

const intervalMs = 40;
const requestTimeoutMs = 1000;

/** One look at a readiness URL: true for a 2xx answer. Without `authority` a certificate is not checked. */
export function answersOk(url: string, authority?: string): Promise<boolean> {
  const secure = url.startsWith("https:");
  const trust = authority === undefined ? { rejectUnauthorized: false } : { ca: authority };
  return new Promise((resolve) => {
    const options = { agent: false, timeout: requestTimeoutMs, ...(secure && trust) };
    const request = (secure ? https : http).get(url, options, (answer) => {
      answer.resume();
      const code = answer.statusCode ?? 0;
      resolve(code >= 200 && code < 300);
    });
    request.on("timeout", () => request.destroy(new Error("timeout")));
    request.on("error", () => resolve(false));
  });
}

/** Waits until `url` answers; `alive` ends the wait early with a reason. Throws when `limitSeconds` have passed. */
export async function untilOk(
  url: string,
  options: { readonly authority?: string; readonly limitSeconds: number; readonly failure: () => string | undefined },
): Promise<void> {
  const end = Date.now() + options.limitSeconds * 1000;
  for (;;) {
    const failure = options.failure();
    if (failure !== undefined) throw new Error(failure);
    if (await answersOk(url, options.authority)) return;
    if (Date.now() > end) throw new Error(`not ready within ${options.limitSeconds} s: ${url} gave no 2xx answer`);
    await sleep(intervalMs);
  }
}
