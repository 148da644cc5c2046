import * as pulumi from "@pulumi/pulumi";
import { componentArgs, hostsOf, progressArgs, shareOf } from "./components/component-args";
import { Dashboards } from "./components/dashboards/dashboards";
import { Edge } from "./components/edge/edge";
import { Environment } from "./components/environment/environment";
import { Monitoring } from "./components/monitoring/monitoring";
import { Progress } from "./components/progress/progress";
import { Release } from "./components/release";
import { Rollback } from "./components/rollback/rollback";
import { Routing } from "./components/routing/routing";
import { stackOutputs } from "./components/stack-outputs";
import { Workload } from "./components/workload/workload";
import type { AllowedMove } from "./release/move";
import { assess, type Assessment } from "./situation/assess";
import { claimOf } from "./situation/claim-of";
import { recordMove } from "./situation/record-move";
import { refusal } from "./situation/refusal";
import { refuseRenamed } from "./situation/refuse-renamed";
import { releaseOf } from "./situation/release-of";
import { stackInputs } from "./situation/stack-inputs";

/** Reads, judges, and only then declares. A refused update throws before the first resource, a refused preview after the pack has spoken. */
async function program(): Promise<object> {
  const inputs = stackInputs();
  const { system } = inputs.plan;
  await refuseRenamed(system);
  const assessment = await assess({ inputs, release: releaseOf(inputs) });
  const { move } = assessment;
  if (move.kind !== "refused") {
    const unrecorded = pulumi.runtime.isDryRun() ? undefined : await recordMove(assessment, move);
    if (unrecorded !== undefined) await pulumi.log.warn(unrecorded);
    return declare(assessment, move, new Release(system, claimOf(assessment, __dirname)));
  }
  const refused = new pulumi.RunError(refusal(system, inputs.settings.phase, move));
  if (!pulumi.runtime.isDryRun()) throw refused;
  const root = new Release(system, claimOf(assessment, __dirname));
  await new Promise((registered) => root.urn.apply(registered));
  throw refused;
}

/** The children in the order in which they become true; progress last. */
function declare({ inputs, plan, situation }: Assessment, move: AllowedMove, parent: Release): object {
  const [{ system }, description] = [plan, { ...inputs, plan }];
  const [hosts, share] = [hostsOf(description), shareOf(move, situation)];
  const on = (...dependsOn: pulumi.Resource[]): pulumi.ComponentResourceOptions => ({ parent, dependsOn });
  const environment = new Environment(system, componentArgs.environment(description), { parent });
  const rollback = new Rollback(system, componentArgs.rollback(description, move), on(environment));
  const routing = new Routing(system, componentArgs.routing(description), on(rollback));
  const watch = (...after: pulumi.Resource[]) =>
    new Monitoring(system, componentArgs.monitoring(description, share), on(environment, ...after));
  // What watches is there before what it watches; but nothing, monitoring that fails neither, stands before a way down.
  const before = move.kind === "down" || move.kind === "return" ? [] : [watch()];
  const workload = new Workload(system, componentArgs.workload(description, share, situation), on(routing, ...before));
  const monitoring = before[0] ?? watch(workload);
  const edge = hosts.length === 0 ? [] : [new Edge(system, componentArgs.edge(description), on(routing))];
  const reached = progressArgs(description, move, situation, workload);
  const shown = componentArgs.dashboards(description, share, reached);
  const boards = shown.map((args) => new Dashboards(system, args, on(environment)));
  const all = [environment, rollback, routing, monitoring, workload, ...edge, ...boards];
  const progress = new Progress(system, reached, on(...all));
  return stackOutputs({ ...inputs.settings, recorded: progress.recorded, ...routing, ...environment, hosts });
}

export = program;
