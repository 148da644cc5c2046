/** The stages that every release has around the plan's phases. A plan may not name a phase like one of them. */
export const reservedStages = ["bootstrap", "prepare", "complete", "sign-offs"] as const;

/** A stage of a release's life that is not a phase of the plan. */
export type ReservedStage = (typeof reservedStages)[number];

/** A stage of a release's life: a reserved one or the name of a phase of the plan. */
export type Stage = string;

/** Whether the name belongs to the life cycle and not to a plan. */
export const isReserved = (stage: Stage): stage is ReservedStage =>
  reservedStages.some((reserved) => reserved === stage);

/** Whether the stage is one where the release has become the stable one. */
export const isComplete = (stage: Stage): boolean =>
  stage === "bootstrap" || stage === "complete" || stage === "sign-offs";
