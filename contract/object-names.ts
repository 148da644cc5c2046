/** The two tracks of a release: who gets the version that runs, and who gets the new one. */
export type Track = "stable" | "candidate";

/** The namespace that holds everything of one system in one stack. */
export const namespaceOf = (system: string, stack: string): string => `${system}-${stack}`;

/** The in-cluster service of one track. Admission tells candidates by this ending, so it never changes. */
export const trackServiceOf = (service: string, track: Track): string => `${service}-${track}`;

/** Ending of the name of every service that leads to a candidate. */
export const candidateSuffix = "-candidate";

/** Label of a pod that says which track it is on; the rollout controller keeps it true through promotion and abort. */
export const trackLabel = "sluice.dev/track";

/** Label of a namespace whose hold is known to exist: without it, admission refuses every raise. */
export const guardedLabel = "sluice.dev/guarded";

/** The labels that tie an object to its system. They are part of immutable selectors, so they never change. */
export const systemLabels = (system: string): Readonly<Record<string, string>> => ({
  "app.kubernetes.io/part-of": system,
  "app.kubernetes.io/managed-by": "sluice",
});

/** The labels by which the pods of a service are selected, for good. */
export const selectorLabels = (system: string, service: string): Readonly<Record<string, string>> => ({
  "app.kubernetes.io/name": service,
  "app.kubernetes.io/part-of": system,
});
