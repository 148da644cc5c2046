import type { Profile } from "./progress";
import type { Release } from "./release";
import type { Stage } from "./stage";

/** What a person's configuration asks for. */
export interface Asked {
  readonly system: string;
  readonly stack: string;
  readonly release: Release;
  readonly phase: Stage;
  readonly profile: Profile;
  /** The stable release that the configuration or a claim names, if it does. It is only compared: stable comes from progress. */
  readonly stable?: string;
  /** Name of the contract migration that this stage runs, if it runs one. */
  readonly contractMigration?: string;
  /** Whether the stack is marked as one for rehearsals. */
  readonly rehearsal: boolean;
}
