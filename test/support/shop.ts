import { Edge, type EdgeArgs } from "../../components/edge/edge";
import { Environment } from "../../components/environment/environment";
import { Progress } from "../../components/progress/progress";
import { Release } from "../../components/release";
import { Rollback, type RollbackArgs } from "../../components/rollback/rollback";
import { Routing, type RoutingArgs } from "../../components/routing/routing";
import { Workload, type WorkloadArgs, type WorkloadShare } from "../../components/workload/workload";
import type { Claim } from "../../contract/claim";
import type { Progress as ProgressShape } from "../../contract/progress";
import type { Plan } from "../../plan/plan";

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const release = {
  id: "r2",
  artifacts: { api: digest("a"), web: digest("b") },
  templatesHash: "t",
  planHash: `v1:${"c".repeat(64)}`,
};

/** A shop of two services: `web` is public, `api` is called by it. */
export const services: Plan["services"] = [
  {
    name: "api",
    port: 8000,
    health: { live: "/health", ready: "/health/ready", metrics: "/metrics" },
    replicas: 3,
    resources: { cpuMillicores: 200, memoryBytes: 256 * 1024 ** 2, memoryLimitBytes: 256 * 1024 ** 2 },
    env: { MODE: "production" },
    secrets: { DATABASE_URL: { name: "database", key: "url" } },
    locked: [],
    hosts: [],
    calls: ["orders"],
    callsOutside: [{ host: "payments.example.com", port: 443 }],
    drainSeconds: 2,
  },
  {
    name: "web",
    port: 3000,
    health: { live: "/", ready: "/" },
    replicas: 2,
    resources: {
      cpuMillicores: 100,
      cpuLimitMillicores: 500,
      memoryBytes: 128 * 1024 ** 2,
      memoryLimitBytes: 192 * 1024 ** 2,
    },
    env: {},
    secrets: {},
    locked: [],
    hosts: ["shop.example.com"],
    calls: ["api"],
    callsOutside: [],
    drainSeconds: 2,
  },
];

/** The plan's stores. */
export const stores: Plan["stores"] = [{ name: "orders", kind: "postgres", host: "10.20.0.5" }];

/** Where the shop stands. */
export const place = { platform: "kubernetes", system: "shop", namespace: "shop-production" } as const;

/** The share of the canary phase, coming from prepare. */
export const share: WorkloadShare = {
  release: "r2",
  phase: "canary",
  previousPercent: 0,
  targetPercent: 5,
  way: "moves",
};

/** Valid arguments of each component. */
export const environmentArgs = { ...place, stack: "production", services, stores };
export const workloadArgs: WorkloadArgs = {
  ...place,
  services,
  images: { api: `registry.example.com/api@${digest("a")}`, web: `registry.example.com/web@${digest("b")}` },
  share,
};
export const routingArgs: RoutingArgs = {
  ...place,
  services,
  smoke: { name: "x-sluice-smoke", value: "candidate" },
  tlsSecret: "edge-tls",
};
export const edgeArgs: EdgeArgs = { ...place, hosts: ["shop.example.com"], issuer: { name: "letsencrypt" } };
export const rollbackArgs: RollbackArgs = {
  ...place,
  hold: { release: "r2", ceilingPercent: 100, reason: "nothing holds it", at: "2026-11-21T10:00:00Z" },
  lifters: [
    { kind: "Group", name: "release-managers" },
    { kind: "User", name: "deployer" },
  ],
  holders: [{ kind: "ServiceAccount", name: "argo-rollouts", namespace: "argo-rollouts" }],
  onCall: [{ kind: "Group", name: "on-call" }],
  headers: ["x-sluice-smoke", "x-sluice-track"],
};
export const claim: Claim = {
  schema: 1,
  system: "shop",
  stack: "production",
  platform: "kubernetes",
  project: ".",
  settings: {
    ...{ plan: "plan.yaml", trust: "trust.yaml", evidence: "evidence", platform: "kubernetes", phase: "canary" },
    ...{ router: "traefik", smokeToken: "candidate", rehearsal: false, waitSeconds: 600 },
    release: { artifacts: {}, profile: "normal" },
    hosts: {},
    lifters: [{ kind: "User", name: "deployer" }],
    ...{ holders: [], onCall: [] },
  },
  phase: "canary",
  release,
  trustHash: "v1:t",
  targetPercent: 5,
  evidence: [],
};
export const progress: ProgressShape = {
  schema: 1,
  system: "shop",
  stack: "production",
  release,
  stable: { ...release, id: "r1" },
  phase: "canary",
  sharePercent: 5,
  profile: "normal",
  since: "2026-11-21T10:00:00Z",
  completed: [{ ...release, id: "r1" }],
  completedAt: "2026-11-20T10:00:00Z",
  trustHash: "v1:t",
  journalHead: "j",
};

/** What to change of the whole shop. */
export interface Changes {
  readonly workload?: Partial<WorkloadArgs>;
  readonly routing?: Partial<RoutingArgs>;
  readonly edge?: Partial<EdgeArgs>;
  readonly rollback?: Partial<RollbackArgs>;
  readonly progress?: Partial<ProgressShape>;
}

/** Builds every component of the shop, in the order in which the program does. */
export function shop(changes: Changes = {}): Release {
  const root = new Release("shop", claim);
  const environment = new Environment("shop", environmentArgs, { parent: root });
  const on = (...dependsOn: (Environment | Rollback | Routing | Workload | Edge)[]) => ({ parent: root, dependsOn });
  const rollback = new Rollback("shop", { ...rollbackArgs, ...changes.rollback }, on(environment));
  const routing = new Routing("shop", { ...routingArgs, ...changes.routing }, on(rollback));
  const edge = new Edge("shop", { ...edgeArgs, ...changes.edge }, on(environment));
  const workload = new Workload("shop", { ...workloadArgs, ...changes.workload }, on(routing, rollback));
  new Progress(
    "shop",
    {
      ...place,
      progress: { ...progress, ...changes.progress },
      ...(changes.workload?.share?.way === "stays" ? {} : { reachedAt: workload.reachedAt }),
    },
    on(environment, rollback, routing, edge, workload),
  );
  return root;
}
