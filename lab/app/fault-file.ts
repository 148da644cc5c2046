import { randomUUID } from "node:crypto";
import { renameSync, writeFileSync } from "node:fs";
import type { Fault } from "./fault";

/**
 * Replaces the control file in one step, so that no instance ever reads half of it. Keys are `<version>`, or
 * `<service>:<version>` for one service alone; a version that is absent has no fault.
 */
export function writeFaultFile(path: string, faults: Readonly<Record<string, Fault>>): void {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, `${JSON.stringify(faults, null, 2)}\n`);
  renameSync(draft, path);
}
