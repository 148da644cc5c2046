import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Known } from "../../release/known";
import type { Progress } from "../../release/progress";
import { live } from "../../situation/live";
import { placeOf } from "../../situation/place-of";
import type { Inputs } from "../../situation/read-inputs";
import { readPulumi } from "../pulumi";
import type { EngineLock } from "./engine-lock";
import { stackState, type StackState } from "./stack-state";
import type { StackPlace } from "./state-folder";

const WhoAmI = z.looseObject({ url: z.string() });
const ProjectFile = z.looseObject({ name: z.string() });

/** What a dead engine has left of a stack. */
export interface Findings {
  /** Left out where the backend holds its locks out of our reach. */
  readonly locks?: readonly EngineLock[];
  readonly state: StackState;
  /** What the platform says of progress. */
  readonly progress: Known<Progress>;
  /** What a recovery is going to do, one line each. */
  readonly intentions: readonly string[];
}

/** Asks Pulumi where it keeps the stack. */
export async function stackPlace({ root, stack }: Inputs): Promise<StackPlace> {
  const backend = WhoAmI.parse(JSON.parse(await readPulumi(["whoami", "--json"], root))).url;
  const project = ProjectFile.parse(parse(readFileSync(join(root, "Pulumi.yaml"), "utf8"))).name;
  return { backend, project, stack };
}

/** Looks at state and platform. It changes nothing. */
export async function findings(inputs: Inputs, locks: readonly EngineLock[] | undefined): Promise<Findings> {
  const { root, stack, settings } = inputs;
  const state = stackState(await readPulumi(["stack", "export", "--stack", stack], root));
  // Progress is all that is asked: the routers need not be read.
  const { progress } = await live[settings.platform]({ ...placeOf(inputs), services: [] });
  return {
    ...{ state, progress },
    ...(locks === undefined ? {} : { locks }),
    intentions: intentionsOf(locks, state, progress),
  };
}

/** Progress that the stack remembers and the platform has lost. A refresh would forget it as well. */
export const isLost = ({ recorded }: StackState, progress: Known<Progress>): boolean =>
  recorded !== undefined && progress.kind === "absent";

function intentionsOf(
  locks: readonly EngineLock[] | undefined,
  state: StackState,
  progress: Known<Progress>,
): readonly string[] {
  const { phase } = state.recorded?.progress ?? {};
  return [
    ...(isLost(state, progress) ? [`write progress again, as the stack last applied it: phase "${phase ?? ""}"`] : []),
    ...(locks === undefined ? ["cancel the update that the backend believes to be running, if there is one"] : []),
    ...(locks ?? []).map(({ holder, known }) => `clear the lock of ${holder}: ${known}`),
    ...state.pending.map(({ operation, urn }) => `clear what was interrupted while ${operation}: ${urn}`),
    "refresh the stack from the platform",
  ];
}
