import https from "node:https";
import { KubeConfig, KubernetesObjectApi, PatchStrategy, type KubernetesObject } from "@kubernetes/client-node";

/** Loads the kubeconfig at `path`. */
export function readKubeconfig(path: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromFile(path);
  return config;
}

/** Server-side applies objects of any kind, all at once, as the field manager "lab". */
export async function applyObjects(config: KubeConfig, objects: readonly KubernetesObject[]): Promise<void> {
  const api = KubernetesObjectApi.makeApiClient(config);
  const apply = PatchStrategy.ServerSideApply;
  await Promise.all(objects.map((object) => api.patch(object, undefined, undefined, "lab", true, apply)));
}

/**
 * Sends a request as it is, for the one case the typed client is too slow for: large definitions that stand ready as
 * YAML text and need no parsing on this side. Answers the status code and the body.
 */
export async function sendText(
  config: KubeConfig,
  request: { readonly method: string; readonly path: string; readonly type: string; readonly body: string },
): Promise<{ readonly code: number; readonly text: string }> {
  const options: https.RequestOptions = { method: request.method, headers: { "content-type": request.type } };
  await config.applyToHTTPSOptions(options);
  const url = new URL(request.path, config.getCurrentCluster()?.server);
  return new Promise((resolve, reject) => {
    const sent = https.request(url, options, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (piece: string) => (text += piece));
      answer.on("end", () => resolve({ code: answer.statusCode ?? 0, text }));
      answer.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(request.body);
  });
}
