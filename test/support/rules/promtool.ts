import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { stringify } from "yaml";
import type { RuleGroup } from "../../../release/watch/rule";
import { testFile, type RuleCase } from "./rule-case";

/** What a program said, and with which code it ended. */
export interface Said {
  readonly code: number;
  readonly output: string;
}

/** Runs a program to its end. */
export async function run(program: string, words: readonly string[], folder: string, input?: string): Promise<Said> {
  const running = promisify(execFile)(program, words, { cwd: folder, maxBuffer: 64 * 1024 ** 2 });
  if (input !== undefined) running.child.stdin?.end(input);
  try {
    const { stdout, stderr } = await running;
    return { code: 0, output: stdout + stderr };
  } catch (failure) {
    const { code, stdout, stderr } = failure as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

/** Rules as the file that Prometheus reads. */
export function writeRules(folder: string, name: string, groups: readonly RuleGroup[]): string {
  const file = join(folder, `${name}.rules.yaml`);
  writeFileSync(file, stringify({ groups }, { lineWidth: 0 }));
  return file;
}

/** Asks promtool whether the rules do what the cases say. */
export async function judgeCases(
  promtool: string,
  folder: string,
  {
    name,
    groups,
    cases,
    stepSeconds = 15,
  }: {
    readonly name: string;
    readonly groups: readonly RuleGroup[];
    readonly cases: readonly RuleCase[];
    readonly stepSeconds?: number;
  },
): Promise<Said> {
  const rules = writeRules(folder, name, groups);
  const file = join(folder, `${name}.test.yaml`);
  writeFileSync(
    file,
    testFile(
      rules,
      stepSeconds,
      cases,
      groups.map((group) => group.name),
    ),
  );
  return run(promtool, ["test", "rules", file], folder);
}
