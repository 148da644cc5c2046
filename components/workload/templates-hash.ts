import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Platform } from "../../plan/platform";
import { podTemplate } from "./kubernetes/pod-template";
import { complete, type WorkloadArgs } from "./workload";

type Templates = (args: Required<WorkloadArgs>) => unknown;
const templates: Record<Platform, Templates | undefined> = {
  aws: undefined,
  azure: undefined,
  kubernetes: (args) => Object.fromEntries(args.services.map((service) => [service.name, podTemplate(service, args)])),
};

/**
 * Names what would run: SHA-256, lower-case hex, over RFC 8785 JSON of every service's pod template. Throws a RunError where the workload itself
 * would be refused, so that nothing is judged that could not be built.
 */
export function templatesHash(name: string, args: WorkloadArgs): string {
  const { full } = complete(name, args);
  const json = canonicalize(templates[full.platform]?.(full)) ?? "";
  return createHash("sha256").update(json, "utf8").digest("hex");
}
