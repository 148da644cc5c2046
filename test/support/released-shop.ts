import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RollbackArgs } from "../../components/rollback/rollback";
import type { WorkloadShare } from "../../components/workload/workload";
import { bundleApp } from "../../lab/app/bundle";
import { sampleImage } from "../../lab/app/sample-image";
import type { Lab } from "../../lab/cluster/lab";
import type { ClusterApi } from "./cluster-api";
import { manifests, type Manifest } from "./manifests";
import { deploy } from "./pulumi";
import { services, share, shop, workloadArgs } from "./shop";
import { deployer, startShop, until } from "./shop-cluster";
import { settledIn } from "./settled-in";

/** The shop with pods that run, in three versions: r1, r2 and r3. */
export interface ReleasedShop {
  readonly lab: Lab;
  readonly api: ClusterApi;
  /** Applies what the workload emits for a share, as the deployer, and waits as its annotation says. Seconds that took. */
  readonly release: (change: Partial<WorkloadShare>) => Promise<number>;
  /** The candidate's weight at the router, a service each. */
  readonly weights: () => Promise<number[]>;
}

const versions = ["r1", "r2", "r3"] as const;
const running = services.map((service) => ({
  ...service,
  health: { live: "/health", ready: "/health" },
  env: { PORT: String(service.port) },
  secrets: {},
}));

/** Where the Rollout of a service is. */
export const rolloutPath = (service: string): string =>
  `/apis/argoproj.io/v1alpha1/namespaces/shop-production/rollouts/${service}`;
const splitPath = (service: string): string =>
  `/apis/traefik.io/v1alpha1/namespaces/shop-production/traefikservices/${service}`;

/**
 * Starts a lab with the shop, without Pulumi: it applies the Rollouts that the workload emits and waits for what their annotation
 * says, so it proves the annotation and the steps, not the provider's waiting.
 */
export async function startReleasedShop(onCall: NonNullable<RollbackArgs["onCall"]>): Promise<ReleasedShop> {
  const images: Record<string, Record<string, string>> = {};
  const bootstrap = { ...share, release: "r1", phase: "bootstrap", targetPercent: 0, way: "bootstraps" } as const;
  const folder = join(tmpdir(), "sluice-released-shop");
  const bundle = await bundleApp(folder);
  const { lab, api } = await startShop((started) => {
    for (const version of versions) images[version] = imagesOf(started, bundle, version);
    const workload = { services: running, share: bootstrap, images: images["r1"] ?? {} };
    return { routing: { services: running }, rollback: { onCall }, workload };
  });
  const weight = async ({ name }: { name: string }): Promise<number> =>
    (await api.call("GET", splitPath(name))).body.spec.weighted.services[1].weight;
  return {
    ...{ lab, api },
    weights: () => Promise.all(services.map(weight)),
    release: async (change) => {
      const next: WorkloadShare = { ...share, ...change };
      const workload = { ...workloadArgs, services: running, images: images[next.release] ?? {}, share: next };
      const rollouts = manifests(await deploy(() => shop({ workload }))).filter(({ kind }) => kind === "Rollout");
      const start = performance.now();
      for (const one of rollouts) await reach(api, next.way === "returns" ? await withLiveSteps(api, one) : one);
      return (performance.now() - start) / 1000;
    },
  };
}

const imagesOf = (lab: Lab, bundle: string, version: string): Record<string, string> =>
  Object.fromEntries(
    running.map(({ name }) => [
      name,
      lab.images.register(sampleImage({ bundle, system: "shop", service: name, version })),
    ]),
  );

/** What Pulumi's provider sends where the program leaves the strategy alone: the live one. */
async function withLiveSteps(api: ClusterApi, rollout: Manifest): Promise<Manifest> {
  const { strategy } = (await api.call("GET", rolloutPath(rollout.metadata.name))).body.spec;
  return { ...rollout, spec: { ...rollout.spec, strategy } };
}

async function reach(api: ClusterApi, rollout: Manifest): Promise<void> {
  const answer = await api.apply(rollout, { as: deployer, force: true });
  if (answer.code >= 300) throw new Error(answer.body.message);
  const wait = rollout.metadata.annotations?.["pulumi.com/waitFor"] ?? "";
  const path = rolloutPath(rollout.metadata.name);
  await until(async () => settledIn((await api.call("GET", path)).body, wait), 120_000);
}
