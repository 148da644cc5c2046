import { z } from "zod";
import { candidateSuffix } from "../../contract/object-names";

const Backend = z.looseObject({ name: z.string() });
const Rule = z.looseObject({
  matches: z.array(z.looseObject({ headers: z.unknown().optional() })).optional(),
  backendRefs: z.array(Backend).optional(),
});
const Router = z.object({
  spec: z.object({
    weighted: z.looseObject({ services: z.array(Backend) }).optional(),
    rules: z.array(Rule).optional(),
  }),
});

/**
 * The merge patch that takes every weight from the candidates of a TraefikService or an HTTPRoute. A rule that asks for a header
 * stays: it leads people who ask, not a share of the traffic.
 */
export function withoutCandidate(router: unknown): object {
  const { weighted, rules } = Router.parse(router).spec;
  return {
    spec: {
      ...(weighted === undefined ? {} : { weighted: { services: weighted.services.map(stableOnly) } }),
      ...(rules === undefined ? {} : { rules: rules.map(ruleWithout) }),
    },
  };
}

const stableOnly = (backend: z.infer<typeof Backend>) => ({
  ...backend,
  weight: backend.name.endsWith(candidateSuffix) ? 0 : 100,
});

const ruleWithout = (rule: z.infer<typeof Rule>) =>
  rule.matches?.some(({ headers }) => headers !== undefined) === true || rule.backendRefs === undefined
    ? rule
    : { ...rule, backendRefs: rule.backendRefs.map(stableOnly) };
