/** The version that a stack begins with, and the one that is released. */
export const versions = { old: "1.0.0", next: "2.0.0" } as const;

/** One change of the stack, and what must come of it. */
export interface TrafficStage {
  readonly title: string;
  readonly phase: string;
  readonly version: string;
  /** Share of all requests that version 2.0.0 gets then, in percent. */
  readonly newPercent: number;
  /** How long nothing moves after it, so that shares can be counted: seconds. */
  readonly steadySeconds: number;
  /** True when the pods of the other version go after it: nothing moves until they have gone. */
  readonly replaces: boolean;
}

const { old, next } = versions;
/** Every kind of change in a release's life; after the last two the pods of the other version go. */
const walk = [
  ["bootstrap", "bootstrap", old, 0],
  ["prepare", "prepare", next, 0],
  ["canary", "canary", next, 10],
  ["down to prepare", "prepare", next, 0],
  ["canary again", "canary", next, 10],
  ["full", "full", next, 100],
  ["complete", "complete", next, 100],
  ["return to 1.0.0", "complete", old, 0],
] as const;

/** The stages of mcp-jira-server, with the seconds in which nothing moves after each. */
export const trafficStages = (seconds: readonly number[]): readonly TrafficStage[] =>
  walk.map(([title, phase, version, newPercent], place) => ({
    ...{ title, phase, version, newPercent },
    steadySeconds: seconds[place] ?? 0,
    replaces: place >= walk.length - 2,
  }));
