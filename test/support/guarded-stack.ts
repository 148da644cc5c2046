import { resolve } from "node:path";
import { stackInputs } from "../../cli/stack-config";
import { componentArgs, hostsOf } from "../../components/component-args";
import { Edge } from "../../components/edge/edge";
import { Monitoring } from "../../components/monitoring/monitoring";
import { Environment } from "../../components/environment/environment";
import { Progress } from "../../components/progress/progress";
import { Release } from "../../components/release";
import { Rollback } from "../../components/rollback/rollback";
import { Routing } from "../../components/routing/routing";
import { Workload, type WorkloadShare } from "../../components/workload/workload";
import type { Claim } from "../../contract/claim";
import { planOfStack } from "../../situation/plan-of-stack";
import type { Inputs } from "../../situation/read-inputs";
import { releaseOf } from "../../situation/release-of";
import { progress } from "./shop";
import type { Shown } from "./policy-pack";
import { deploy, type Registered } from "./pulumi";

const repository = resolve(__dirname, "../..");

/** Which stack to show to the pack. */
export interface GuardedStackArgs {
  /** Folder of the Pulumi project below the repository. */
  readonly project: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** The share that the claim says and the workload gets. */
  readonly targetPercent: number;
  /** The share that it has before. @default 0 */
  readonly previousPercent?: number;
}

/**
 * Every resource of a production stack as the components declare it, the claim first, in the form in which the engine shows it to policies.
 * What the provider adds on its way is left out, and nothing is judged: the move is made up.
 */
export async function guardedStack(args: GuardedStackArgs): Promise<readonly Shown[]> {
  const inputs = stackInputs({ root: resolve(repository, args.project), stack: "production" }, args.settings);
  const registered = await deploy(() => declare(inputs, args));
  const named = new Map(registered.map((one) => [urnOf(one), one]));
  return registered.map((one) => ({
    type: one.type,
    name: one.name,
    urn: chained(one, named),
    props: one.inputs as object,
    protect: one.options.protect,
    ignoreChanges: one.options.ignoreChanges,
  }));
}

function declare(inputs: Inputs, args: GuardedStackArgs): void {
  const plan = planOfStack(inputs.plan, "production", inputs.settings.hosts);
  const { system } = plan;
  const description = { ...inputs, plan };
  const parent = new Release(system, claimOf(inputs, args));
  const move = { kind: "up", from: "prepare", to: "canary", startsRelease: false, pointOfNoReturn: false, notes: [] };
  const { targetPercent, previousPercent = 0 } = args;
  const share: WorkloadShare = { release: "r2", phase: "canary", previousPercent, targetPercent, way: "moves" };
  const allowed = { ...move, previousPercent, targetPercent, sharePercent: targetPercent } as const;
  const environment = new Environment(system, componentArgs.environment(description), { parent });
  new Rollback(system, componentArgs.rollback(description, { ...allowed, kind: "up" }), { parent });
  new Routing(system, componentArgs.routing(description), { parent });
  const workload = new Workload(system, componentArgs.workload(description, share), { parent });
  new Monitoring(system, componentArgs.monitoring(description, share), { parent });
  if (hostsOf(description).length > 0) new Edge(system, componentArgs.edge(description), { parent });
  const { platform, namespace } = componentArgs.environment(description);
  new Progress(
    system,
    { platform, namespace, progress: { ...progress, system }, reachedAt: workload.reachedAt },
    { parent, dependsOn: [environment] },
  );
}

const claimOf = (inputs: Inputs, { project, targetPercent }: GuardedStackArgs): Claim => ({
  schema: 1,
  ...{ system: inputs.plan.system, stack: "production", platform: inputs.settings.platform, project },
  ...{ settings: inputs.settings, phase: inputs.settings.phase, release: releaseOf(inputs) },
  ...{ trustHash: inputs.trustHash, targetPercent, evidence: [] },
});

const urnOf = ({ type, name }: Pick<Registered, "type" | "name">): string => `${type} ${name}`;

/** The URN with the types of every ancestor, as the engine makes it. Each parent is known by the last part of its own URN. */
function chained(one: Registered, all: ReadonlyMap<string, Registered>): string {
  const chain: string[] = [one.type];
  for (let parent = parentOf(one, all); parent !== undefined; parent = parentOf(parent, all))
    chain.unshift(parent.type);
  return `urn:pulumi:production::project::${chain.join("$")}::${one.name}`;
}

function parentOf({ options }: Registered, all: ReadonlyMap<string, Registered>): Registered | undefined {
  const [, , types = "", name = ""] = options.parent.split("::");
  return all.get(`${types.split("$").at(-1) ?? ""} ${name}`);
}

/** The first resource of a kind, e.g. `Rollout`, or the claim itself. */
export function shownOf(stack: readonly Shown[], kind: string, name = ""): Shown {
  const found = stack.find((one) => one.type.endsWith(`:${kind}`) && one.name.includes(name));
  if (found === undefined)
    throw new Error(`the stack has no ${kind} "${name}", got ${stack.map(({ type }) => type).join(", ")}`);
  return found;
}
