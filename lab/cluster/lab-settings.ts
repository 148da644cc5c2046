import { readFileSync } from "node:fs";
import { z } from "zod";

const labSettings = z.strictObject({
  name: z.string(),
  programs: z.string(),
  definitions: z.string(),
  ownPrograms: z.record(z.enum(["supervisor", "objects", "kubelet"]), z.string()),
});

/** What the supervisor is told by whoever starts it: folders of the toolchain's programs and definitions, and the lab's own programs. */
export type LabSettings = z.infer<typeof labSettings>;

/** Reads the settings of a lab. */
export function readSettings(path: string): LabSettings {
  return labSettings.parse(JSON.parse(readFileSync(path, "utf8")));
}
