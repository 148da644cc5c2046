import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { toolchainRecordFile } from "./cache-folder";

/** What a checkout last made ready: the one folder with all programs, and each program's path. */
export const toolchainRecord = z.object({
  schema: z.literal(1),
  folder: z.string(),
  programs: z.record(z.string(), z.string()),
  crds: z.string(),
});

/** A parsed toolchain record. */
export type ToolchainRecord = z.infer<typeof toolchainRecord>;

/** The record of a checkout, or undefined when its programs were never made ready or have been removed since. */
export function readToolchainRecord(cache: string, projectFolder: string): ToolchainRecord | undefined {
  const file = toolchainRecordFile(cache, projectFolder);
  if (!existsSync(file)) return undefined;
  const read = toolchainRecord.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!read.success || !Object.values(read.data.programs).every((path) => existsSync(path))) return undefined;
  return read.data;
}
