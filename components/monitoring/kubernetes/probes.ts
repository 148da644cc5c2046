import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type { IProbe } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/Probe" with {
  "resolution-mode": "import",
};
import { trackServiceOf, type Track } from "../../../contract/object-names";
import { rangeText } from "../../../release/watch/range-text";
import { stepSecondsOf } from "../../../release/watch/watch-scope";
import type { CompleteMonitoringArgs, Monitoring } from "../monitoring";
import { metadataOf } from "./metadata";

type Health = CompleteMonitoringArgs["plan"]["services"][number]["health"];

/** Asks every health path of both tracks from outside of the pods, if the stack names a prober. A candidate without pods is asked too once it is out. */
export function probes(name: string, args: CompleteMonitoringArgs, parent: Monitoring): void {
  const { prober } = args.settings;
  if (prober === undefined) return;
  const tracks: readonly Track[] = args.candidate ? ["stable", "candidate"] : ["stable"];
  for (const service of args.plan.services) {
    for (const track of tracks) {
      for (const [kind, path] of pathsOf(service.health)) {
        const role = `${service.name}-${track}-${kind}`;
        const spec = specOf({ service: service.name, track, path }, prober, args);
        new CustomResource(
          `${name}-${role}-probe`,
          { apiVersion: "monitoring.coreos.com/v1", kind: "Probe", metadata: metadataOf(role, args), spec },
          { parent },
        );
      }
    }
  }
}

/** The paths that the plan names, each once. */
function pathsOf(health: Health): readonly (readonly [kind: string, path: string])[] {
  const seen = new Set<string>();
  return Object.entries(health).flatMap(([kind, path]) => {
    if (path === undefined || seen.has(path)) return [];
    seen.add(path);
    return [[kind, path]];
  });
}

interface Target {
  readonly service: string;
  readonly track: Track;
  readonly path: string;
}

function specOf({ service, track, path }: Target, prober: string, args: CompleteMonitoringArgs): IProbe["spec"] {
  const address = `http://${trackServiceOf(service, track)}.${args.namespace}.svc${path}`;
  const labels = { namespace: args.namespace, system: args.system, service, track, path };
  return {
    jobName: "sluice-health",
    prober: { url: prober },
    module: "http_2xx",
    interval: rangeText(stepSecondsOf(args.plan)),
    targets: { staticConfig: { static: [address], labels } },
  };
}
