import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { SparsePlan } from "./plan";

/**
 * Version of the rule by which plans are hashed. A signature names a plan by its hash, so the rule never changes under its
 * name: another rule would be `v2`, and `v1` stays.
 */
const rule = "v1";

/** What a plan tells and shows to people. Changing it changes nothing that anybody has approved. */
const told = ["announcements", "dashboards"];

/**
 * The hash that names a plan: `v1:` and SHA-256, lower-case hex, over RFC 8785 JSON of the parsed plan before defaults and
 * without announcements and dashboards. Comments, layout, the order of keys and the choice of units do not change it.
 */
export function planHash(plan: SparsePlan): string {
  const judged = Object.fromEntries(Object.entries(plan).filter(([key]) => !told.includes(key)));
  const json = canonicalize(judged);
  if (json === undefined) throw new TypeError("a parsed plan is always JSON");
  return `${rule}:${createHash("sha256").update(json, "utf8").digest("hex")}`;
}
