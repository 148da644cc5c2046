import type { Share } from "./share";

const steps = (object: string): string => `${object}.?spec.?strategy.?canary.?steps.orValue([])`;
const weights = (object: string): string => `${steps(object)}.filter(s, has(s.setWeight)).map(s, int(s.setWeight))`;

/** True when the steps end in a pause that only a person ends: without a length, or one of nearly ten years and more. */
const endless = (object: string): string =>
  `${steps(object)}.size() > 0 && has(${steps(object)}[${steps(object)}.size() - 1].pause) && ` +
  `(!has(${steps(object)}[${steps(object)}.size() - 1].pause.duration) || ` +
  `string(${steps(object)}[${steps(object)}.size() - 1].pause.duration).matches('^[3-9][0-9]{8,}s$'))`;

/** The share at which the rollout comes to rest: its last weight, or everything when nothing stops it. */
const rest = (object: string): string =>
  `has(${object}.spec.strategy.blueGreen) ? (${object}.spec.strategy.blueGreen.?autoPromotionEnabled.orValue(true) ? 100 : 0) : ` +
  `!(${endless(object)}) ? 100 : ([0] + ${weights(object)})[${weights(object)}.size()]`;

/** The highest share on the way there. */
const most = (object: string): string => `([0] + ${weights(object)}).max()`;

/**
 * Argo's Rollout. Its steps are a wish, the router's weights are the truth, so this is the earlier of two refusals: the writer is told,
 * in place of a controller that retries without a word.
 * - A new Rollout has no stable release and gives everything to what it names.
 * - Steps that do not change ask for nothing, whatever else changes: the annotation of a controller, or the image on its way back.
 * - The way may lead over the share that the candidate really has, so that a step-down can begin with it.
 */
export const rolloutShare: Share = {
  group: "argoproj.io",
  version: "v1alpha1",
  resource: "rollouts",
  variables: {
    update: "request.operation == 'UPDATE'",
    asked: `variables.update ? (${rest("object")}) : 100`,
    passes: most("object"),
    had: `variables.update ? (${rest("oldObject")}) : 0`,
    passed: `variables.update ? ${most("oldObject")} : 0`,
    live: "variables.update ? int(oldObject.?status.?canary.?weights.?canary.?weight.orValue(0)) : 0",
    same:
      `variables.update && ${steps("object")} == ${steps("oldObject")} && ` +
      "object.?spec.?strategy.?blueGreen.?autoPromotionEnabled == oldObject.?spec.?strategy.?blueGreen.?autoPromotionEnabled",
    falls: "variables.asked <= variables.had && variables.passes <= variables.passed",
    raises: "!variables.same && !variables.falls",
  },
  staysBelow: (ceiling) =>
    `variables.asked <= ${ceiling} && (variables.passes <= ${ceiling} || variables.passes <= variables.live)`,
};
