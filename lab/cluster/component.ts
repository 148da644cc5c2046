import type { IdentityName } from "./identities";
import type { RunFolder } from "./run-folder";

/** What a component's command line may depend on. */
export interface ComponentContext {
  readonly folder: RunFolder;
  /** Path of a toolchain program by its file name. */
  readonly program: (name: string) => string;
  /** Command that runs one of the lab's own programs. */
  readonly ownProgram: (name: "objects" | "kubelet") => readonly [program: string, ...args: string[]];
}

/** Where a component says that it is ready: any 2xx answer counts. `trusted` checks the certificate against the lab's authority. */
export interface Readiness {
  readonly url: string;
  readonly trusted?: boolean;
}

/** One program of the lab. `after` names the components and steps that must be ready before it starts. */
export interface Component {
  readonly identity?: IdentityName;
  readonly after: readonly string[];
  readonly command: (context: ComponentContext) => readonly [program: string, ...args: string[]];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ready: Readiness;
}
