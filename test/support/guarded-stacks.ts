import { beside, changed } from "./guardrail-rows";
import { guardedStack, shownOf } from "./guarded-stack";
import { startPack, type RunningPack, type Shown } from "./policy-pack";

const gateway = JSON.stringify({ name: "edge", namespace: "gateway", listener: "https", plainListener: "http" });

/**
 * One production stack behind either router, and the pack to show it to. The pack runs in its own process and is asked in the engine's protocol; the
 * resources are those that the components declare.
 */
export class GuardedStacks {
  private constructor(
    readonly pack: RunningPack,
    readonly traefik: readonly Shown[],
    readonly gateway: readonly Shown[],
  ) {}

  static async start(): Promise<GuardedStacks> {
    const args = { project: "systems/proofile", targetPercent: 5 };
    return new GuardedStacks(
      await startPack({ KUBECONFIG: "/nonexistent" }),
      await guardedStack(args),
      await guardedStack({ ...args, settings: { router: "gateway-api", gateway } }),
    );
  }

  /** A resource of the stack behind Traefik. */
  one(kind: string, name = "web"): Shown {
    return shownOf(this.traefik, kind, name);
  }

  /** An IngressRoute whose first route is changed, and is the only one. */
  route(name: string, changes: object): Shown {
    const shown = this.one("IngressRoute", name);
    const { spec } = shown.props as { spec: { routes: object[] } };
    return changed(shown, "spec.routes", [{ ...spec.routes[0], ...changes }]);
  }

  /** The HTTPRoute with another value at a path of its properties. */
  onGateway(path: string, value: unknown): Shown {
    return changed({ ...shownOf(this.gateway, "HTTPRoute", "web-route"), ignoreChanges: [] }, path, value);
  }

  /** An Ingress beside the Rollout, that leads a host to a Service. */
  ingress(host: string, service: string, more: object = {}): Shown {
    const paths = [{ backend: { service: { name: service } } }];
    return beside(this.one("Rollout"), "kubernetes:networking.k8s.io/v1:Ingress", {
      spec: { rules: [{ host, http: { paths } }], ...more },
    });
  }
}
