import { guardedLabel } from "../../../contract/object-names";
import type { CompleteRollbackArgs } from "../rollback";
import type { Policy } from "./policy";
import { rolloutShare } from "./rollout-share";
import { httpRouteShare, ingressRouteShare, traefikServiceShare, type Share } from "./share";

/**
 * Two policies for each kind that can send traffic to a candidate. Both look at raises only, so a lowering and an abort always pass.
 * - The ceiling: a raise above what the hold says is refused. It says nothing when there is no hold.
 * - The guard: a raise is refused where no hold is known to exist. It has no parameter, because the API server looks for a parameter
 *   before it asks which way a write goes: a policy that refuses without its parameter refuses lowering too.
 */
export function ceilingPolicies(args: CompleteRollbackArgs): readonly Policy[] {
  const shares = [traefikServiceShare, rolloutShare, httpRouteShare(args.headers), ingressRouteShare(args.headers)];
  return shares.flatMap((share) => [ceiling(share), guard(share)]);
}

/** The ceiling of the hold; 0 when it cannot be read as a whole percent. */
const ceilingExpression =
  "type(params.?spec.?ceilingPercent.orValue('')) == int && params.spec.ceilingPercent >= 0 && params.spec.ceilingPercent <= 100 ? params.spec.ceilingPercent : 0";

/** The reason of the hold, without what would break a format string or a line. */
const reasonExpression =
  "string(params.?spec.?reason.orValue('no reason given')).replace('%', ' percent').replace('\\n', ' ').replace('\\r', ' ')";

const base = ({ group, version, resource, variables }: Share) => ({
  group,
  version,
  resource,
  operations: ["CREATE", "UPDATE"] as const,
  variables,
});

const ceiling = (share: Share): Policy => ({
  ...base(share),
  role: `ceiling-${share.resource}`,
  hold: "leave out",
  variables: { ...share.variables, ceiling: ceilingExpression },
  rules: [
    {
      expression: `!variables.raises || (${share.staysBelow("variables.ceiling")})`,
      messageExpression:
        "'candidate share of ' + string(variables.asked) + ' percent is above the ceiling of ' + string(variables.ceiling) + " +
        `' percent (now ' + string(variables.had) + ' percent): ' + ${reasonExpression}`,
    },
  ],
});

const guard = (share: Share): Policy => ({
  ...base(share),
  role: `guard-${share.resource}`,
  rules: [
    {
      expression: `!variables.raises || namespaceObject.metadata.?labels[?'${guardedLabel}'].orValue('') == 'true'`,
      messageExpression:
        "'candidate share may not rise from ' + string(variables.had) + ' to ' + string(variables.asked) + " +
        `' percent: no hold is known to exist in this namespace (label ${guardedLabel})'`,
    },
  ],
});
