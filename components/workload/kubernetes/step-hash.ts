import type { Step } from "./step";

const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;
const safeLetters = "bcdfghjklmnpqrstvwxz2456789";

/**
 * The hash that Argo Rollouts puts into `status.currentStepHash` for these steps: FNV-1a (32 bits) over their JSON, its decimal digits
 * turned into letters that cannot form words. Waiting for it tells a fresh status from the one of the release before.
 * Source: `ComputeStepHash` in utils/conditions/conditions.go and `SafeEncodeString` of k8s.io/apimachinery, Argo Rollouts 1.10.1.
 * It equals Argo's only for steps of one field each, since Go writes fields in the order of its struct.
 * @param steps The steps, or undefined for a strategy without any.
 */
export function stepHash(steps: readonly Step[] | undefined): string {
  const bytes = Buffer.from(JSON.stringify(steps ?? null));
  const hash = bytes.reduce((sum, byte) => Math.imul(sum ^ byte, prime) >>> 0, offsetBasis);
  return Array.from(String(hash), (digit) => safeLetters[digit.charCodeAt(0) % safeLetters.length]).join("");
}
