import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { Finished } from "../../lab/cluster/lab";
import { processesMarked } from "./engine-project";
import type { StoryStack } from "./story-stack";

/** A call of the real engine that a test watches while it runs, and may end. */
export interface EngineRun {
  /** What the engine has said of itself so far, by its own event log. */
  readonly events: () => readonly EngineEvent[];
  /** Ends the engine and everything that it started by SIGKILL, and answers when nothing of it runs any more. */
  readonly kill: () => Promise<void>;
  readonly ended: Promise<Finished>;
  /** Whether it has ended. */
  readonly over: () => boolean;
}

/** Starts `pulumi up` on the stack with the pack, without a preview. */
export function startUp({ lab, project, story }: StoryStack, ...flags: readonly string[]): EngineRun {
  const mark = `SLUICE_TEST_MARK=${randomUUID()}`;
  const [name = "", value = ""] = mark.split("=");
  const log = join(project.root, `events-${value}.json`);
  const words = ["up", "--yes", "--skip-preview", "--stack", story.stack, "--policy-pack", project.pack, ...flags];
  const child = lab.enter("pulumi", [...words, "--non-interactive", "--color", "never", "--event-log", log], {
    ...{ cwd: project.root, stdio: ["ignore", "pipe", "pipe"] },
    env: { ...project.environment, [name]: value, PULUMI_DEBUG_COMMANDS: "true" },
  });
  let [out, err, over] = ["", "", false];
  child.stdout?.setEncoding("utf8").on("data", (piece: string) => (out += piece));
  child.stderr?.setEncoding("utf8").on("data", (piece: string) => (err += piece));
  const ended = new Promise<Finished>((done) => {
    child.on("close", (code) => {
      over = true;
      done({ code: code ?? 137, out, err });
    });
  });
  return {
    ended,
    events: () => eventsIn(log),
    over: () => over,
    kill: async () => {
      for (let left = processesMarked(mark); left.length > 0; left = processesMarked(mark)) {
        for (const { pid } of left) killed(pid);
        await sleep(10);
      }
      await ended;
    },
  };
}

/** The last line may be one that the engine is still writing. */
function eventsIn(log: string): readonly EngineEvent[] {
  if (!existsSync(log)) return [];
  const lines = readFileSync(log, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as EngineEvent);
}

function killed(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended since the list was read.
  }
}
