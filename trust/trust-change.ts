import type { Trust } from "./trust";

/** One signature on a changed trust, as somebody else has checked it. */
export interface ChangeSignature {
  readonly keyId: string;
  /** Whether it is a signature of this key over exactly the changed trust. */
  readonly valid: boolean;
}

/** Whether a change of the trust holds, with one line that says why. */
export interface ChangeVerdict {
  readonly holds: boolean;
  readonly reason: string;
}

/**
 * Judges a change of the trust by the rules of the trust before it: so many different people, with keys that counted there at `now`
 * (RFC 3339 in UTC) and were not revoked there. What the changed document says of keys, roles or threshold plays no part.
 */
export function trustChange(before: Trust, signatures: readonly ChangeSignature[], now: string): ChangeVerdict {
  const signers = new Set(signatures.filter(({ valid }) => valid).flatMap(({ keyId }) => signerOf(before, keyId, now)));
  const { threshold, roles } = before.change;
  const names = [...signers].sort();
  const reason = `a change of the trust needs ${threshold} people of ${roles.join(", ")} as the trust before it names them, got ${names.length} (${names.join(", ") || "nobody"})`;
  return { holds: signers.size >= threshold, reason };
}

function signerOf({ keys, revocations, people, change }: Trust, keyId: string, now: string): readonly string[] {
  const key = keys.find(({ id }) => id === keyId);
  if (key === undefined || revocations.some((one) => one.key === keyId)) return [];
  const at = Date.parse(now);
  if (!(Date.parse(key.from) <= at && at < Date.parse(key.until))) return [];
  const person = people.find(({ name }) => name === key.holder);
  return person?.roles.some((role) => change.roles.includes(role)) === true ? [person.name] : [];
}
