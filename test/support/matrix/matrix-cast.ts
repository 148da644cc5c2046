import { generateKeyPairSync } from "node:crypto";
import { parse, stringify } from "yaml";
import type { SigningKey } from "../../../evidence/sign-envelope";
import { cast } from "../../../lab/start/cast";
import type { Plan } from "../../../plan/plan";

/** Whose key signs a piece: the one it should be, a lost and revoked one of the same holder, a known person without any role that is asked for, or a stranger. */
export type Signer = "holder" | "revoked" | "outsider" | "stranger";

/** Everybody who signs in the matrix. */
export interface MatrixCast {
  readonly keyOf: (signer: Signer, role: string, at?: number) => SigningKey;
  /** The trust, after so many changes that each took somebody new in. */
  readonly trustText: (changes: number) => string;
}

interface WrittenKey {
  readonly id: string;
  readonly holder: string;
  readonly "public key": string;
}
interface WrittenTrust {
  readonly people: readonly { readonly name: string; readonly roles: readonly string[] }[];
  readonly keys: readonly WrittenKey[];
}

const lostId = (id: string): string => `${id}-lost`;

/** The people of a plan, who each lost a key once, and an outsider. Revocations stand in the trust from the beginning, so that a revoked key is one fault and not also a changed trust. */
export function matrixCast(plan: Plan): MatrixCast {
  const people = cast(plan);
  const written = parse(people.trustText) as WrittenTrust;
  const keys = new Map<string, SigningKey>();
  const pair = (id: string): string => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    keys.set(id, { id, privateKey });
    return publicKey.export({ format: "pem", type: "spki" }).toString();
  };
  const lost = written.keys.map((key) => ({ ...key, id: lostId(key.id), "public key": pair(lostId(key.id)) }));
  const outsider = { ...written.keys[0], id: "outsider-key", holder: "outsider", "public key": pair("outsider-key") };
  pair("stranger-key");
  const at = new Date().toISOString().slice(0, 10);
  const trust = {
    ...written,
    people: [...written.people, { name: "outsider", roles: ["spectator"] }],
    keys: [...written.keys, ...lost, outsider],
    revocations: lost.map(({ id }) => ({ key: id, at, reason: "laptop stolen" })),
  };
  const known = (id: string): SigningKey => {
    const key = keys.get(id);
    if (key === undefined) throw new Error(`key "${id}": nobody has it`);
    return key;
  };
  return {
    keyOf: (signer, role, number) => {
      if (signer === "outsider" || signer === "stranger") return known(`${signer}-key`);
      const own = people.keyOf(role, number);
      return signer === "holder" ? own : known(lostId(own.id));
    },
    trustText: (changes) => {
      const newcomers = Array.from({ length: changes }, (_, one) => ({
        name: `newcomer-${one + 1}`,
        roles: ["spectator"],
      }));
      return stringify({ ...trust, people: [...trust.people, ...newcomers] }, { aliasDuplicateObjects: false });
    },
  };
}
