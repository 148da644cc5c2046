import { secondsOf, type Instant } from "../release/instant";
import { evidenceRows, namedRole, type SignerRole } from "./evidence-row";
import type { ParsedStatement } from "./statement";
import type { TrustedKey } from "./trusted-key";

/**
 * Why a key does not count now, or nothing. A revoked key never counts, whatever the evidence says of when it was issued:
 * whoever stole it chooses that time.
 */
export function keyProblem(key: TrustedKey, issued: Instant, now: Instant): string | undefined {
  if (key.revoked !== undefined) return `is signed with the revoked key "${key.id}" (${key.revoked})`;
  if (!(secondsOf(key.from) <= secondsOf(now)))
    return `is signed with the key "${key.id}", which counts only from ${key.from}`;
  if (!(secondsOf(now) < secondsOf(key.until)))
    return `is signed with the key "${key.id}", which counted until ${key.until}`;
  if (!(secondsOf(key.from) <= secondsOf(issued) && secondsOf(issued) < secondsOf(key.until))) {
    return `was issued at ${issued}, outside of ${key.from} to ${key.until} when the key "${key.id}" counts`;
  }
  return undefined;
}

/** Why this holder may not sign this kind, or nothing. */
export function roleProblem({ kind, statement }: ParsedStatement, { holder }: TrustedKey): string | undefined {
  const claimed = statement.predicate.claim["role"];
  const allowed = evidenceRows[kind].signers.map((signer) =>
    signer.role === namedRole && typeof claimed === "string" ? { ...signer, role: claimed } : signer,
  );
  const may = allowed.some(
    ({ kind: sort, role }) => sort === holder.kind && (role === namedRole || holder.roles.includes(role)),
  );
  return may
    ? undefined
    : `is signed by the ${holder.kind} "${holder.name}" with ${rolesOf(holder.roles)}, must be signed by ${allowed.map(signerPhrase).join(" or ")}`;
}

const rolesOf = (roles: readonly string[]): string => (roles.length === 0 ? "no role" : `the role ${roles.join(", ")}`);

/** A signer as one phrase. */
export const signerPhrase = ({ kind, role }: SignerRole): string =>
  role === namedRole ? `a person` : `a ${kind} in the role ${role}`;
