import { setTimeout as sleep } from "node:timers/promises";
import { randomUUID } from "node:crypto";
import { CoreV1Api, type KubeConfig } from "@kubernetes/client-node";
import type { Plan } from "../../plan/plan";

const limitMs = 120_000;

/**
 * Makes the secrets that the plan refers to, with made-up values, as soon as the namespace exists: in production a secret store does it.
 * Resolves at once where the plan refers to none.
 */
export async function provideSecrets(cluster: KubeConfig, plan: Plan, namespace: string): Promise<void> {
  const references = plan.services.flatMap(({ secrets }) => Object.values(secrets));
  const names = [...new Set(references.map(({ name }) => name))];
  if (names.length === 0) return;
  const api = cluster.makeApiClient(CoreV1Api);
  await untilThere(() => api.readNamespace({ name: namespace }));
  for (const name of names) {
    const keys = references.filter((reference) => reference.name === name).map(({ key }) => key);
    const stringData = Object.fromEntries(keys.map((key) => [key, randomUUID()]));
    await api.createNamespacedSecret({ namespace, body: { metadata: { name }, stringData } }).catch(ignoreExisting);
  }
}

async function untilThere(read: () => Promise<unknown>): Promise<void> {
  for (const end = Date.now() + limitMs; Date.now() < end; await sleep(100)) {
    const there = await read().then(
      () => true,
      () => false,
    );
    if (there) return;
  }
}

function ignoreExisting(problem: unknown): void {
  if ((problem as { code?: number }).code !== 409) throw problem;
}
