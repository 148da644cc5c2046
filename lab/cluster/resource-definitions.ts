import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiextensionsV1Api, type KubeConfig } from "@kubernetes/client-node";
import { sendText } from "./api-client";

const base = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
const establishLimitMs = 30_000;

/** Creates every CustomResourceDefinition among the YAML files of `folder` and waits until all are served. */
export async function applyDefinitions(config: KubeConfig, folder: string): Promise<void> {
  const documents = readdirSync(folder)
    .filter((file) => /\.ya?ml$/.test(file))
    .flatMap((file) => readFileSync(join(folder, file), "utf8").split(/^---$/m))
    .filter((text) => /^kind: CustomResourceDefinition$/m.test(text));
  const names = await Promise.all(documents.map((text) => create(config, text)));
  await untilServed(config, names);
}

async function create(config: KubeConfig, text: string): Promise<string> {
  const name = /^ {2}name: (\S+)$/m.exec(text)?.[1] ?? "without a name";
  const answer = await sendText(config, { method: "POST", path: base, type: "application/yaml", body: text });
  // 409: it stands already, which is what was wanted.
  if (answer.code >= 300 && answer.code !== 409) {
    throw new Error(`definition "${name}": refused by the API server with ${answer.code}, got ${answer.text}`);
  }
  return name;
}

async function untilServed(config: KubeConfig, names: readonly string[]): Promise<void> {
  const api = config.makeApiClient(ApiextensionsV1Api);
  const end = Date.now() + establishLimitMs;
  for (;;) {
    const { items } = await api.listCustomResourceDefinition();
    const served = new Set(
      items
        .filter(({ status }) =>
          status?.conditions?.some(({ type, status: is }) => type === "Established" && is === "True"),
        )
        .map(({ metadata }) => metadata?.name),
    );
    const missing = names.filter((name) => !served.has(name));
    if (missing.length === 0) return;
    if (Date.now() > end) throw new Error(`definitions: not served within 30 s: ${missing.join(", ")}`);
    await sleep(50);
  }
}
