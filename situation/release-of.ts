import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Release } from "../release/release";
import { releaseId } from "../release/release-id";
import type { Inputs } from "./read-inputs";

/** The release that the settings ask for, given the hash over the pod templates that would run. */
export function releaseOf({ settings, planHash }: Inputs, templatesHash: string): Release {
  const artifacts = Object.fromEntries(
    Object.entries(settings.release.artifacts).map(([service, image]) => [
      service,
      image.slice(image.indexOf("@") + 1),
    ]),
  );
  const parts = { artifacts, templatesHash, planHash };
  const config = canonicalize({ strategy: settings.strategy, router: settings.router }) ?? "";
  return { id: releaseId(parts, createHash("sha256").update(config, "utf8").digest("hex")), ...parts };
}
