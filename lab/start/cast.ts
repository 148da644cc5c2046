import { generateKeyPairSync } from "node:crypto";
import { stringify } from "yaml";
import type { SigningKey } from "../../evidence/sign-envelope";
import { namedRole, evidenceRows } from "../../evidence/evidence-row";
import type { Plan } from "../../plan/plan";
import { machineRoles } from "../../trust/trust";

/** Everybody who signs in one run: a person for each role, a machine for each of its roles, and the trust that knows them. */
export interface Cast {
  /** The key of whoever holds a role. Keys live in memory and end with the run. */
  readonly keyOf: (role: string, at?: number) => SigningKey;
  readonly trustText: string;
}

const dayMs = 86_400_000;
const rolesForChange = ["release-manager", "operations"];

/** Makes a new key for everybody whom the plan or a kind of evidence names, and the trust with their public halves. */
export function cast(plan: Plan): Cast {
  const people = peopleOf(plan);
  const holders = [...people.map(({ name }) => name), ...machineRoles];
  const keys = new Map<string, SigningKey>();
  const written = holders.map((holder, at) => {
    const pair = at % 2 === 0 ? generateKeyPairSync("ec", { namedCurve: "P-256" }) : generateKeyPairSync("ed25519");
    const id = `${holder}-key`;
    keys.set(holder, { id, privateKey: pair.privateKey });
    const [from, until] = [-dayMs, dayMs].map((shift) => new Date(Date.now() + shift).toISOString().slice(0, 10));
    return { id, holder, "public key": pair.publicKey.export({ format: "pem", type: "spki" }).toString(), from, until };
  });
  const trust = {
    people,
    machines: machineRoles.map((name) => ({ name, roles: [name] })),
    keys: written,
    "minimum gates": ["provenance"],
    change: { threshold: 2, roles: rolesForChange },
  };
  return {
    trustText: stringify(trust, { aliasDuplicateObjects: false }),
    keyOf: (role, at = 1) => {
      const key = keys.get(role) ?? keys.get(personName(role, at));
      if (key === undefined) throw new Error(`nobody in this run holds the role "${role}"`);
      return key;
    },
  };
}

/** As many people for a role as the plan wants signatures of it. */
function peopleOf(plan: Plan): readonly { readonly name: string; readonly roles: readonly string[] }[] {
  const kinds = Object.values(evidenceRows).flatMap(({ signers }) => signers);
  const fromKinds = kinds.flatMap(({ kind, role }) => (kind === "person" && role !== namedRole ? [role] : []));
  const wanted = [...plan.approvals, ...plan.decisions].map(({ role }) => role);
  const roles = [...new Set([...rolesForChange, ...plan.roles.map(({ name }) => name), ...wanted, ...fromKinds])];
  return roles.flatMap((role) => {
    const approvals = plan.approvals.filter((approval) => approval.role === role).map(({ people }) => people);
    const count = Math.max(1, ...approvals);
    return Array.from({ length: count }, (_, at) => ({ name: personName(role, at + 1), roles: [role] }));
  });
}

const personName = (role: string, at: number): string => `${role.slice(0, 36)}-${at}`;
