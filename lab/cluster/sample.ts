import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CustomObjectsApi } from "@kubernetes/client-node";
import { cacheFolder } from "../../cli/cache-folder";
import { bundleApp } from "../app/bundle";
import { sampleImage } from "../app/sample-image";
import { applyObjects } from "./api-client";
import type { Lab } from "./lab";
import { sample, sampleObjects, sampleRelease } from "./sample-objects";

const settleLimitMs = 90_000;

interface RolloutState {
  readonly metadata: { readonly generation: number };
  readonly status?: { readonly observedGeneration?: string; readonly phase?: string; readonly message?: string };
}

/** Deploys the sample application at version 1 and releases version 2 to its share; answers when the share stands. */
export async function deploySample(lab: Lab, say: (line: string) => void): Promise<void> {
  const admin = await lab.connect("admin");
  const bundle = await bundleApp(join(cacheFolder(), "lab-app"));
  const image = (version: string): string =>
    lab.images.register(sampleImage({ bundle, system: sample.namespace, service: sample.name, version }));
  const state = (): Promise<RolloutState> =>
    admin.makeApiClient(CustomObjectsApi).getNamespacedCustomObject({
      ...{ group: "argoproj.io", version: "v1alpha1", plural: "rollouts" },
      ...{ namespace: sample.namespace, name: sample.name },
    });
  const [namespace, ...rest] = sampleObjects(image("1.0.0"));
  if (namespace !== undefined) await applyObjects(admin, [namespace]);
  await applyObjects(admin, rest);
  await settled(state, "Healthy");
  say("sample: version 1.0.0 is healthy");
  await applyObjects(admin, [sampleRelease(image("2.0.0"))]);
  await settled(state, "Paused");
  say(
    `sample: version 2.0.0 has ${sample.candidatePercent} %, by host ${sample.traefikHost} and ${sample.gatewayHost}`,
  );
}

async function settled(state: () => Promise<RolloutState>, phase: string): Promise<void> {
  const end = Date.now() + settleLimitMs;
  for (;;) {
    const { metadata, status } = await state();
    // The controller's view counts only once it has seen this very specification.
    const current = Number(status?.observedGeneration) >= metadata.generation;
    if (current && status?.phase === phase) return;
    if (Date.now() > end) {
      throw new Error(`sample: its Rollout is not ${phase} within 90 s, got ${status?.phase}: ${status?.message}`);
    }
    await sleep(100);
  }
}
