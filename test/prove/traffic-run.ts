import { setTimeout as sleep } from "node:timers/promises";
import { CoreV1Api } from "@kubernetes/client-node";
import { namespaceOf } from "../../contract/object-names";
import type { LoadReport } from "../../lab/load/load-report";
import { soakSignatures, elsewhereSignatures } from "../support/story-signatures";
import { storyStack, type StoryStack } from "../support/story-stack";
import { TrafficLoad } from "./traffic-load";
import type { TrafficStage } from "./traffic-stages";
import { stageCounts, type StageCount, type StageTime } from "./traffic-count";

/** What to run. */
export interface TrafficArgs {
  readonly system: string;
  /** The service that is asked, by one of its hosts. */
  readonly host: string;
  readonly stages: readonly TrafficStage[];
  readonly ratePerSecond: number;
  readonly streams: number;
  /** Edits the plan's text. */
  readonly change?: (text: string) => string;
  readonly say: (line: string) => void;
}

/** What came of it. */
export interface TrafficFound {
  readonly report: LoadReport;
  readonly stages: readonly StageCount[];
}

/** After the engine is done the router still has to read the last weights: what is sent in these seconds counts as moving. */
const settleSeconds = 2;
/** Argo's delay and the plan's drain are 60 seconds together. */
const drainedWithinSeconds = 300;

/** Takes a system through its stages on the real engine, controllers and router while a load runs without a pause. */
export async function trafficRun(args: TrafficArgs): Promise<TrafficFound> {
  const stack = await storyStack(args.system, args.change);
  try {
    const load = new TrafficLoad({ ...args, lab: stack.lab });
    const times: StageTime[] = [];
    let begun: Promise<void> | undefined;
    for (const stage of args.stages) {
      const from = Date.now();
      begun ??= load.begin();
      await reach(stack, stage);
      const reached = Date.now() + settleSeconds * 1000;
      await begun;
      await sleep((settleSeconds + stage.steadySeconds) * 1000);
      if (stage.replaces) await replacedPodsGone(stack);
      times.push({ stage, from, steadyFrom: reached, steadyTo: Date.now() });
      args.say(`${stage.title}: reached after ${((reached - from) / 1000 - settleSeconds).toFixed(1)} s`);
    }
    const report = await load.end();
    return { report, stages: stageCounts(report, times) };
  } finally {
    await stack.stop();
  }
}

/** Waits until the pods of the version that lost its traffic have drained: until then their streams have not ended. */
async function replacedPodsGone({ lab, plan, story }: StoryStack): Promise<void> {
  const pods = (await lab.connect("admin")).makeApiClient(CoreV1Api);
  const wanted = plan.services.reduce((sum, { replicas }) => sum + replicas, 0);
  const namespace = namespaceOf(plan.system, story.stack);
  const end = Date.now() + drainedWithinSeconds * 1000;
  while ((await pods.listNamespacedPod({ namespace })).items.length > wanted) {
    if (Date.now() > end) throw new Error(`pods of the replaced version: must go within ${drainedWithinSeconds} s`);
    await sleep(500);
  }
}

/** Asks for a stage, signs what it asks for and applies it. */
async function reach(stack: StoryStack, { phase, version }: TrafficStage): Promise<void> {
  const { story } = stack;
  const soaked = phase === "bootstrap" ? [] : await soakSignatures(stack);
  story.ask(phase, version);
  await story.sign([...soaked, ...(await elsewhereSignatures(stack))]);
  await story.up();
}
