import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { componentArgs, noShare } from "../components/component-args";
import { templatesHash } from "../components/workload/templates-hash";
import type { Release } from "../release/release";
import { releaseId } from "../release/release-id";
import type { Inputs } from "./read-inputs";

/**
 * The release that the settings ask for. Program, pack and command line each compute it from plan and settings, so that none has to believe another
 * what would run (decision 0004). Throws a RunError where the workload would be refused.
 */
export function releaseOf(inputs: Inputs): Release {
  const { settings, plan, planHash } = inputs;
  const artifacts = Object.fromEntries(
    Object.entries(settings.release.artifacts).map(([service, image]) => [
      service,
      image.slice(image.indexOf("@") + 1),
    ]),
  );
  const templates = templatesHash(plan.system, componentArgs.workload(inputs, noShare));
  const parts = { artifacts, templatesHash: templates, planHash };
  const config = canonicalize({ strategy: plan.strategy, router: settings.router }) ?? "";
  return { id: releaseId(parts, createHash("sha256").update(config, "utf8").digest("hex")), ...parts };
}
