import { describe, expect, it } from "vitest";
import { Monitoring } from "../../components/monitoring/monitoring";
import { manifests, type Manifest } from "../support/manifests";
import { monitoringArgs } from "../support/monitored";
import { deploy } from "../support/pulumi";
import { share, shop, type Changes } from "../support/shop";

/* Validators generated from the projects' own Go types. A DNSEndpoint has none, so it is checked by its own unit tests only. */
interface Validated {
  validate(): void;
}
type Kind = new (data: never) => Validated;

const gateway = { name: "edge", namespace: "traefik", listener: "tls", plainListener: "web" };
const variants: readonly (readonly [string, Changes])[] = [
  ["of the canary phase behind Traefik", {}],
  ["of a phase in between", { workload: { share: { ...share, previousPercent: 5, targetPercent: 25 } } }],
  ["of prepare", { workload: { share: { ...share, targetPercent: 0 } } }],
  ["of completion", { workload: { share: { ...share, previousPercent: 100, targetPercent: 100, way: "completes" } } }],
  ["behind Gateway API", { routing: { router: "gateway-api", gateway }, workload: { router: "gateway-api" } }],
  ["of blue and green", { workload: { strategy: "blue-green" } }],
  ["with sticky users", { routing: { stickiness: "user" } }],
];

async function models(): Promise<Record<string, Kind | undefined>> {
  const { Rollout } = await import("@kubernetes-models/argo-rollouts/argoproj.io/v1alpha1/Rollout");
  const { Certificate } = await import("@kubernetes-models/cert-manager/cert-manager.io/v1/Certificate");
  const { HTTPRoute } = await import("@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute");
  const { IngressRoute } = await import("@kubernetes-models/traefik/traefik.io/v1alpha1/IngressRoute");
  const { Middleware } = await import("@kubernetes-models/traefik/traefik.io/v1alpha1/Middleware");
  const { TraefikService } = await import("@kubernetes-models/traefik/traefik.io/v1alpha1/TraefikService");
  const v1 = await import("@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1");
  const alpha = await import("@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1alpha1");
  return {
    ...{ Rollout, Certificate, HTTPRoute, IngressRoute, Middleware, TraefikService },
    ...{ PrometheusRule: v1.PrometheusRule, PodMonitor: v1.PodMonitor, Probe: v1.Probe },
    AlertmanagerConfig: alpha.AlertmanagerConfig,
  } as unknown as Record<string, Kind>;
}

const custom = (object: Manifest): boolean =>
  /argoproj|traefik|gateway\.networking|cert-manager/.test(object.apiVersion);

describe("custom objects", () => {
  it.each(variants)("%s satisfy the validators of their kinds", async (_what, changes) => {
    const kinds = await models();
    const objects = manifests(await deploy(() => shop(changes))).filter(custom);
    const problems = objects.flatMap((object) => {
      const Model = kinds[object.kind];
      if (Model === undefined) return [`${object.kind} has no validator`];
      try {
        new Model(object as never).validate();
        return [];
      } catch (error) {
        return [`${object.kind} ${object.metadata.name}: ${String(error)}`];
      }
    });
    expect(problems).toEqual([]);
    expect(objects.length).toBeGreaterThanOrEqual(6);
  });

  it("of the monitoring satisfy the validators of their kinds", async () => {
    const kinds = await models();
    const objects = manifests(await deploy(() => new Monitoring("shop", monitoringArgs)));
    const valid = objects.filter((object) => {
      const Model = kinds[object.kind];
      if (Model === undefined) return false;
      new Model(object as never).validate();
      return true;
    });
    expect(valid).toHaveLength(12);
  });

  it("would not satisfy them with a weight that is text", async () => {
    const { TraefikService } = await models();
    const [split] = manifests(await deploy(() => shop())).filter(({ kind }) => kind === "TraefikService");
    const broken = { ...split, spec: { weighted: { services: [{ name: "a", weight: "5" }] } } };
    expect(() => TraefikService && new TraefikService(broken as never).validate()).toThrow();
  });
});
