import { homedir } from "node:os";
import { join } from "node:path";

/** Which stack of which project, on which backend. */
export interface StackPlace {
  /** Address of the backend, as `pulumi whoami` says it. */
  readonly backend: string;
  readonly project: string;
  readonly stack: string;
}

/** The folder in which Pulumi keeps its stacks as files. Other backends hold theirs out of our reach: undefined. */
export function stateFolder({ backend }: StackPlace): string | undefined {
  if (!backend.startsWith("file://")) return undefined;
  const path = decodeURIComponent(backend.slice("file://".length).replace(/\?.*$/, ""));
  return join(path.startsWith("~") ? join(homedir(), path.slice(1)) : path, ".pulumi");
}
