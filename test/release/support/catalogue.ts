import type { LifeCycle, LifeCyclePhase } from "../../../release/life-cycle";
import type { Release } from "../../../release/release";

/** A release of the model, with the source that it was built from. */
export interface Built {
  readonly release: Release;
  readonly source: string;
}

const built = (name: string, artifact: string, template: string, plan: string, source: string): Built => ({
  release: { id: name, artifacts: { api: artifact }, templatesHash: template, planHash: plan },
  source,
});

/** The releases of the model: each differs from `first` in one thing that the judge looks at. */
export const catalogue = {
  running: built("running", "sha256:0", "t1", "v1:short", "s0"),
  first: built("first", "sha256:1", "t1", "v1:short", "s1"),
  otherPlan: built("other-plan", "sha256:1", "t1", "v1:long", "s1"),
  otherTemplate: built("other-template", "sha256:1", "t2", "v1:short", "s1"),
  rebuilt: built("rebuilt", "sha256:2", "t1", "v1:short", "s1"),
  fixed: built("fixed", "sha256:3", "t1", "v1:short", "s3"),
} as const satisfies Record<string, Built>;

/** Name of a release of the model. */
export type BuiltName = keyof typeof catalogue;

const phase = (name: string, trafficPercent: number): LifeCyclePhase => ({
  name,
  trafficPercent,
  enter: [`enter-${name}`],
});

/** A life cycle with these phases, and a gate of its own for everything that can have one. */
export const lifeCycleWith = (phases: readonly LifeCyclePhase[]): LifeCycle => ({
  phases,
  minimumGates: ["minimum"],
  stageGates: { bootstrap: [], prepare: ["enter-prepare"], complete: [], "sign-offs": ["signed-off"] },
  completedKept: 2,
  rehearsal: false,
});

/** A small plan in two versions: the longer one inserts a phase. */
export interface SmallPlan {
  readonly name: string;
  readonly short: LifeCycle;
  readonly long: LifeCycle;
}

const full = phase("full", 100);
const canary = phase("canary", 5);

/** Plans of one, two and three phases. */
export const smallPlans: readonly SmallPlan[] = [
  { name: "1 phase", short: lifeCycleWith([full]), long: lifeCycleWith([canary, full]) },
  { name: "2 phases", short: lifeCycleWith([canary, full]), long: lifeCycleWith([canary, phase("half", 50), full]) },
  {
    name: "3 phases",
    short: lifeCycleWith([canary, phase("graduated", 25), full]),
    long: lifeCycleWith([canary, phase("tenth", 10), phase("graduated", 25), full]),
  },
];
