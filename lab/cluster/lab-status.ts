import { renameSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

const componentStatus = z.object({
  state: z.enum(["waiting", "starting", "ready", "stopped", "exited"]),
  pid: z.number().optional(),
  readyAfterSeconds: z.number().optional(),
  exit: z.string().optional(),
});

const labStatus = z.object({
  phase: z.enum(["starting", "ready", "failed"]),
  readyAfterSeconds: z.number().optional(),
  failure: z.string().optional(),
  steps: z.record(z.string(), componentStatus),
});

/** What the supervisor says of one component or step; `pid` counts inside the lab's process namespace. */
export type ComponentStatus = z.infer<typeof componentStatus>;

/** What the supervisor says of the lab. */
export type LabStatus = z.infer<typeof labStatus>;

/** Writes the status in one step, so that a reader never meets half of it. A full disk must not stop the supervisor. */
export function writeStatus(path: string, status: LabStatus): void {
  try {
    writeFileSync(`${path}.new`, JSON.stringify(status));
    renameSync(`${path}.new`, path);
  } catch (problem) {
    process.stderr.write(`status of the lab: cannot be written, got ${String(problem)}\n`);
  }
}

/** Reads the status; undefined while there is none yet. */
export function readStatus(path: string): LabStatus | undefined {
  try {
    return labStatus.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}
