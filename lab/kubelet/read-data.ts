import { ApiException } from "@kubernetes/client-node";
import type { ReadData } from "./environment";
import type { PodContext } from "./pod-context";

/** Reads ConfigMaps and Secrets with the kubelet's own rights: the API server lets it see only what its pods refer to. */
export function readData({ core, namespace }: PodContext): ReadData {
  return async (kind, name) => {
    try {
      if (kind === "ConfigMap") return (await core.readNamespacedConfigMap({ namespace, name })).data ?? {};
      const { data = {} } = await core.readNamespacedSecret({ namespace, name });
      return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, decode(value)]));
    } catch (problem) {
      if (problem instanceof ApiException && problem.code === 404) return undefined;
      throw problem;
    }
  };
}

const decode = (value: string): string => Buffer.from(value, "base64").toString("utf8");
