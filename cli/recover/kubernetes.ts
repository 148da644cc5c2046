import { oneLine } from "../../contract/one-line";
import { fieldManager } from "../../contract/object-metadata";
import type { RestoreProgress } from "./restore-progress";

/** Kubernetes: the ConfigMap, applied with the field manager of the program, so that the program goes on owning it. */
export const kubernetes: RestoreProgress = async ({ metadata, data }) => {
  const { KubeConfig, KubernetesObjectApi, PatchStrategy } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  config.loadFromDefault();
  const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { ...metadata }, data: { ...data } };
  const api = KubernetesObjectApi.makeApiClient(config);
  try {
    await api.patch(object, undefined, undefined, fieldManager, true, PatchStrategy.ServerSideApply);
  } catch (error) {
    throw new Error(`progress in "${metadata.namespace}": must be writable to be restored, got ${oneLine(error)}`);
  }
};
