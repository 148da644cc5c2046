import type { Release } from "../release/release";
import { sameArtifacts } from "../release/same-release";
import { live } from "../situation/live";
import type { Inputs } from "../situation/read-inputs";
import { releaseOf } from "../situation/release-of";

/**
 * The release that a stack's settings ask for. Its id covers the pod templates, which only the program can build: it is the
 * one in progress when that has the same artifacts and plan, else a person names it.
 */
export async function askedRelease(inputs: Inputs, id: string | undefined): Promise<Release> {
  const asked = releaseOf(inputs, "");
  if (id !== undefined) return { ...asked, id };
  const { platform, router } = inputs.settings;
  const services = inputs.plan.services.map(({ name }) => name);
  const { progress } = await live[platform]({
    platform,
    system: inputs.plan.system,
    stack: inputs.stack,
    router,
    services,
  });
  if (progress.kind === "present") {
    const { release } = progress.value;
    if (release.planHash === asked.planHash && sameArtifacts(release.artifacts, asked.artifacts)) return release;
  }
  const why = progress.kind === "unknown" ? `, progress cannot be read (${progress.reason})` : "";
  throw new Error(`release: must be named with --release, as pulumi preview prints it${why}`);
}
