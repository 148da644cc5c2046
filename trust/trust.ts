import type { GateName } from "../plan/gate-name";

/** What machines do for a release; the only roles that a machine may hold. */
export const machineRoles = ["ci", "scanner", "drill-runner"] as const;

/** A role of a machine. */
export type MachineRole = (typeof machineRoles)[number];

/** A person, who may hold several roles and several keys. Duties are separated by person. */
export interface Person {
  readonly name: string;
  readonly roles: readonly string[];
  /** Names and addresses under which the person writes commits, in lower case. */
  readonly authors: readonly string[];
}

/** A machine that signs what it measured or built. */
export interface Machine {
  readonly name: string;
  readonly roles: readonly MachineRole[];
}

/** A public key and the time in which it counts. */
export interface Key {
  readonly id: string;
  /** Name of the person or machine that holds it. */
  readonly holder: string;
  /** SubjectPublicKeyInfo in PEM: ECDSA on P-256 or Ed25519. */
  readonly publicKey: string;
  /** First moment in which it counts, RFC 3339 in UTC. */
  readonly from: string;
  /** First moment in which it no longer counts, RFC 3339 in UTC. */
  readonly until: string;
}

/** A key that is void, also for what it signed before. */
export interface Revocation {
  readonly key: string;
  /** When it was revoked, RFC 3339 in UTC. */
  readonly at: string;
  readonly reason: string;
}

/** Who may waive which gates, and for how long. */
export interface WaiverRule {
  readonly gates: readonly GateName[];
  readonly roles: readonly string[];
  /** At most seven days, in seconds. */
  readonly atMostSeconds: number;
}

/** How this document may be changed: by that many different people with keys of the document before. */
export interface ChangeRule {
  readonly threshold: number;
  /** Roles, one of which each of them holds. */
  readonly roles: readonly string[];
}

/** Who is believed, for what, and who may change that. What is judged never defines who judges. */
export interface Trust {
  readonly people: readonly Person[];
  readonly machines: readonly Machine[];
  readonly keys: readonly Key[];
  readonly revocations: readonly Revocation[];
  readonly waivers: readonly WaiverRule[];
  /** Gates that must pass before every upward move, whatever a plan says. Never empty. */
  readonly minimumGates: readonly GateName[];
  readonly change: ChangeRule;
}

/** Longest time that a waiver may count: seven days, in seconds. */
export const longestWaiverSeconds = 7 * 86_400;
