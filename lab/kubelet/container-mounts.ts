import { join } from "node:path";
import type { V1Container } from "@kubernetes/client-node";
import { ConfigError } from "./environment";
import type { Mount } from "./mount-command";
import type { PodContext } from "./pod-context";
import { readData } from "./read-data";
import { volumeFiles } from "./volume-files";

/** Fills the volumes that a container mounts, its service account's token among them, and says where each belongs. */
export async function containerMounts(container: V1Container, context: PodContext): Promise<Mount[]> {
  const { spec } = context.pod();
  const { address, namespace, core } = context;
  const token = async (audience: string | undefined, expirationSeconds: number): Promise<string> => {
    const name = spec?.serviceAccountName ?? "default";
    const { name: pod, uid } = context.pod().metadata ?? {};
    const boundObjectRef = { apiVersion: "v1", kind: "Pod", ...(pod && { name: pod }), ...(uid && { uid }) };
    const body = { spec: { audiences: audience === undefined ? [] : [audience], expirationSeconds, boundObjectRef } };
    const answer = await core.createNamespacedServiceAccountToken({ namespace, name, body });
    return answer.status?.token ?? "";
  };
  const folder = join(context.folder, ".volumes");
  const args = { pod: context.pod(), address, folder, read: readData(context), token };
  return Promise.all(
    (container.volumeMounts ?? []).map(async ({ name, mountPath, subPath = "", readOnly = false }) => {
      const volume = spec?.volumes?.find((one) => one.name === name);
      if (volume === undefined) throw new ConfigError(`volume "${name}" not found`);
      return { source: join(await volumeFiles(volume, args), subPath), target: mountPath, readOnly };
    }),
  );
}
