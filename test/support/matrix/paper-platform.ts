import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { stringify } from "yaml";
import { candidateSuffix, selectorLabels, systemLabels } from "../../../contract/object-names";
import { holdObject } from "../../../contract/hold";
import { progressObject } from "../../../contract/progress";
import type { Progress } from "../../../release/progress";

/**
 * Stands for an API server that has what the readers read: progress, hold, weights and what runs. It proves that the pack reads and judges, not that a cluster
 * answers so: the matrix on the real engine asks a real one.
 */
export class PaperPlatform {
  progress: Progress | undefined;

  private constructor(
    private readonly server: Server,
    readonly kubeconfig: string,
  ) {}

  /** Starts it, with a kubeconfig in the folder. */
  static async start(folder: string): Promise<PaperPlatform> {
    const server = createServer((request, response) => {
      const body = platform.answer(request.url ?? "");
      response.writeHead(body === undefined ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(body ?? {}));
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    const kubeconfig = join(folder, "kubeconfig");
    const platform = new PaperPlatform(server, kubeconfig);
    const cluster = {
      name: "paper",
      cluster: { server: `http://127.0.0.1:${port}`, "insecure-skip-tls-verify": true },
    };
    const context = { name: "paper", context: { cluster: "paper", user: "paper" } };
    const user = { name: "paper", user: {} };
    const config = { apiVersion: "v1", kind: "Config", "current-context": "paper" };
    writeFileSync(kubeconfig, stringify({ ...config, clusters: [cluster], contexts: [context], users: [user] }));
    return platform;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private answer(path: string): object | undefined {
    const { progress } = this;
    if (progress === undefined) return undefined;
    if (path.endsWith(`/configmaps/${progressObject.name}`))
      return { data: { [progressObject.key]: JSON.stringify(progress) } };
    if (path.endsWith(`/${holdObject.plural}/${holdObject.name}`)) return holdOf(progress);
    if (path.endsWith("/rollouts")) return { items: [rolloutOf(progress)] };
    if (path.endsWith("/replicasets")) return { items: [replicaSetOf(progress)] };
    if (!path.includes("/traefikservices/")) return undefined;
    const weights = { web: 100 - progress.sharePercent, [`web${candidateSuffix}`]: progress.sharePercent };
    return { spec: { weighted: { services: Object.entries(weights).map(([name, weight]) => ({ name, weight })) } } };
  }
}

const rolloutOf = ({ system }: Progress): object => ({
  metadata: { name: "web", labels: systemLabels(system) },
  spec: { selector: { matchLabels: selectorLabels(system, "web") } },
  status: { stableRS: "stable" },
});

const replicaSetOf = ({ stable: { artifacts } }: Progress): object => ({
  metadata: { name: "web-stable" },
  spec: {
    template: { spec: { containers: [{ name: "web", image: `registry.example/web@${artifacts["web"] ?? ""}` }] } },
  },
});

const holdOf = ({ release, since }: Progress): object => ({
  apiVersion: `${holdObject.group}/${holdObject.version}`,
  kind: holdObject.kind,
  spec: { release: release.id, ceilingPercent: 100, reason: "nothing holds it", at: since },
});
