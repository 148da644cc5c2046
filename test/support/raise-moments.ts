import type { EngineEvent } from "@pulumi/pulumi/automation";
import { token } from "../../contract/tokens";
import type { EngineRun } from "./engine-run";
import { resourcesDone, said, type Interruption } from "./interruption";

const rollout = "kubernetes:argoproj.io/v1alpha1:Rollout";

/** A moment of an `up`, by what the engine and the API server have said until then. */
export interface Moment {
  /** What has just happened, as the end of "killed when …". */
  readonly name: string;
  readonly reached: (run: EngineRun, interruption: Interruption, writesBefore: number) => boolean;
}

const byEvents = (name: string, test: (events: readonly EngineEvent[]) => boolean): Moment => ({
  name,
  reached: (run) => test(run.events()),
});

/** Ten moments of an `up` that raises the share, in the order in which they come. */
export const raiseMoments: readonly Moment[] = [
  byEvents("the engine has begun", (events) => events.some(({ preludeEvent }) => preludeEvent !== undefined)),
  byEvents("the program has registered its first resource", (events) =>
    events.some(({ resourcePreEvent }) => resourcePreEvent !== undefined),
  ),
  byEvents("the move has been judged and Release begins", (events) => said(events, "begins", token.release)),
  byEvents("10 resources are done", (events) => resourcesDone(events) >= 10),
  byEvents("30 resources are done", (events) => resourcesDone(events) >= 30),
  byEvents("the Rollout begins", (events) => said(events, "begins", rollout)),
  {
    name: "the API server has taken the Rollout",
    reached: (_run, { stack }, writesBefore) =>
      stack
        .writes()
        .slice(writesBefore)
        .some(({ object, dryRun, code }) => object === "rollouts" && !dryRun && code === 200),
  },
  { name: "the router has the new share", reached: (_run, { weights }) => weights.latest() > 0 },
  byEvents("the Rollout is done", (events) => said(events, "ended", rollout)),
  byEvents("all but progress is done", (events) => said(events, "begins", token.progress)),
];
