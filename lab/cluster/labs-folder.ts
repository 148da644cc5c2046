import { homedir } from "node:os";
import { join } from "node:path";

const nameForm = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
/** Linux keeps a socket's path in 108 bytes, and the supervisor's socket is the longest path that must fit. */
const socketPathLimit = 107;

/** The folder of all labs of this user: `$XDG_STATE_HOME/sluice/labs`, by default under `~/.local/state`. */
export function labsFolder(env: NodeJS.ProcessEnv = process.env): string {
  const state = env["XDG_STATE_HOME"];
  const base = state === undefined || state === "" ? join(env["HOME"] ?? homedir(), ".local", "state") : state;
  return join(base, "sluice", "labs");
}

/** The folder of one lab; throws for a name or a place that cannot work. */
export function labFolder(name: string, env: NodeJS.ProcessEnv = process.env): string {
  if (!nameForm.test(name)) {
    throw new Error(`lab "${name}": a name has 1 to 40 small letters, digits and inner hyphens, got "${name}"`);
  }
  const path = join(labsFolder(env), name);
  if (Buffer.byteLength(join(path, "control")) > socketPathLimit) {
    throw new Error(`lab "${name}": its folder's path may have at most 99 bytes; set XDG_STATE_HOME, got "${path}"`);
  }
  return path;
}
