import type { KubeConfig } from "@kubernetes/client-node";
import { CustomObjectsApi } from "@kubernetes/client-node";
import { namespaceOf } from "../../contract/object-names";
import { candidateWeight } from "../../situation/kubernetes/candidate-weight";
import type { Lab } from "../cluster/lab";
import type { LoadReport } from "../load/load-report";

/** One service after one stage: what the API server holds, and what requests saw. */
export interface ShareRow {
  readonly service: string;
  /** The candidate's weight in the router's object, in percent. */
  readonly candidatePercent: number;
  /** Answers by version. */
  readonly byVersion: Readonly<Record<string, number>>;
  readonly sent: number;
  readonly lost: number;
}

/** What to count. */
export interface CountArgs {
  readonly lab: Lab;
  readonly cluster: KubeConfig;
  /** Path of the bundled load generator. */
  readonly load: string;
  readonly system: string;
  readonly stack: string;
  readonly hosts: Readonly<Record<string, readonly string[]>>;
  readonly requests: number;
}

/** Reads the weights from the API server and counts the shares on real requests through the edge, service by service. */
export async function countShares(args: CountArgs): Promise<readonly ShareRow[]> {
  const api = args.cluster.makeApiClient(CustomObjectsApi);
  const namespace = namespaceOf(args.system, args.stack);
  const rows: ShareRow[] = [];
  for (const [service, [host = ""]] of Object.entries(args.hosts)) {
    const place = { group: "traefik.io", version: "v1alpha1", namespace, plural: "traefikservices", name: service };
    const router: unknown = await api.getNamespacedCustomObject(place);
    const { sent, byVersion, lostTotal } = await sendRequests(args, host);
    rows.push({ service, candidatePercent: candidateWeight(router), byVersion, sent, lost: lostTotal });
  }
  return rows;
}

async function sendRequests({ lab, load, requests }: CountArgs, host: string): Promise<LoadReport> {
  const url = `http://${lab.edge.host}:${lab.edge.port}/`;
  const words = [load, url, "--host", host, "--rate", "1000", "--count", String(requests)];
  const { code, out, err } = await lab.run(process.execPath, words);
  if (code !== 0) throw new Error(`the load generator failed: ${err}`);
  return JSON.parse(out) as LoadReport;
}

/** The table a person reads after a stage. */
export function shareTable(rows: readonly ShareRow[]): string {
  const lines = rows.map(({ service, candidatePercent, byVersion, sent, lost }) => {
    const counted = Object.entries(byVersion).sort(([a], [b]) => (a < b ? -1 : 1));
    const shares = counted.map(
      ([version, count]) => `${version} ${String(count).padStart(5)} (${((100 * count) / sent).toFixed(1)} %)`,
    );
    const weights = `${String(100 - candidatePercent).padStart(6)} % ${String(candidatePercent).padStart(9)} %`;
    return `  ${service.padEnd(12)} ${weights}   ${shares.join("   ").padEnd(44)} ${String(lost).padStart(4)}`;
  });
  const head = `  ${"service".padEnd(12)} ${"stable".padStart(8)} ${"candidate".padStart(11)}   ${"answers by version".padEnd(44)} lost`;
  return [head, ...lines].join("\n");
}
