import { createHash } from "node:crypto";
import type { Release } from "./release";

/**
 * The name of a release: `r-` and the first 40 hex digits of SHA-256 over its artifacts, templates, plan and the hash of its workload config.
 * The same parts give the same name on every machine; the order in which services are listed plays no part.
 */
export function releaseId({ artifacts, templatesHash, planHash }: Omit<Release, "id">, configHash: string): string {
  const services = Object.entries(artifacts).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify(["release", 1, services, templatesHash, planHash, configHash]);
  return `r-${createHash("sha256").update(text, "utf8").digest("hex").slice(0, 40)}`;
}
