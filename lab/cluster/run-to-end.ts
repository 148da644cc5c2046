import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import type { ComponentContext } from "./component";
import { lastWords } from "./last-words";

/** Runs one of the lab's own programs to its end, its output in the log of that name; throws when it fails. */
export async function runToEnd(name: string, command: readonly string[], { folder }: ComponentContext): Promise<void> {
  const [program = "", ...args] = command;
  const log = openSync(folder.logOf(name), "a", 0o600);
  const child = spawn(program, args, { stdio: ["ignore", log, log], cwd: folder.path });
  closeSync(log);
  const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  if (code === 0) return;
  throw new Error(
    `step "${name}": ended with ${signal ?? `exit code ${code ?? "unknown"}`}; ${lastWords(folder.logOf(name))}`,
  );
}
