import type { MatrixGate } from "./matrix-pieces";
import type { Signer } from "./matrix-cast";
import type { ToSign } from "../../../evidence/sign-evidence";

/** The faults of the matrix, in the order in which it prints them. */
export const faultNames = [
  "missing",
  "unknown",
  "expired",
  "malformed",
  "unsigned",
  "revoked key",
  "wrong digest",
  "wrong signer",
  "wrong role",
  "wrong phase",
  "wrong stack",
  "wrong plan",
  "truncated journal",
] as const;

/** The name of a fault. */
export type FaultName = (typeof faultNames)[number];

/** One thing that is wrong with the one piece of evidence of one gate. */
export interface Fault {
  /** What is done, as it stands in the report. */
  readonly done: string;
  /** Changes what is signed. */
  readonly sign?: (sign: ToSign) => ToSign;
  /** Whose key signs. @default the holder's */
  readonly signer?: Signer;
  /** What happens to the file, once it lies there and the journal has recorded it. Nothing is signed at all where it is `never`. */
  readonly file?: "never" | "removed" | "cut" | "unsigned" | "resubjected";
  /** What the refusal says of it. */
  readonly says: RegExp;
}

const hours = (ago: number): string => new Date(Date.now() - ago * 3_600_000).toISOString();
const bound =
  (field: "phase" | "stack" | "plan", value: string) =>
  (sign: ToSign): ToSign => ({ ...sign, bound: { ...sign.bound, [field]: value } });
const otherDigest = `sha256:${"f".repeat(64)}`;
const otherArtifacts = (sign: ToSign): ToSign => ({
  ...sign,
  artifacts: Object.fromEntries(Object.keys(sign.artifacts ?? {}).map((service) => [service, otherDigest])),
});

const table: Readonly<Record<FaultName, Fault>> = {
  missing: { done: "it was never signed", file: "never", says: /is absent/ },
  unknown: { done: "the journal has seen it, and its file is gone", file: "removed", says: /its file is gone/ },
  expired: {
    done: "it was signed two hours ago and expired one hour ago",
    sign: (sign) => ({ ...sign, issued: hours(2), expires: hours(1) }),
    says: /expired at 20/,
  },
  malformed: { done: "its file ends after 40 bytes", file: "cut", says: /its file is not valid JSON/ },
  unsigned: { done: "its envelope carries no signature", file: "unsigned", says: /is not signed/ },
  "revoked key": {
    done: "it is signed with a revoked key of its own signer",
    signer: "revoked",
    says: /is signed with the revoked key ".*-lost" \(laptop stolen/,
  },
  "wrong digest": {
    done: "it names another image digest; where a kind names none, its subject is another digest than that of its bound fields",
    sign: otherArtifacts,
    says: /is for the digest sha256:f{64}/,
  },
  "wrong signer": {
    done: "it is signed with a key that the trust does not know",
    signer: "stranger",
    says: /is signed with a key that the trust does not know, got "stranger-key"/,
  },
  "wrong role": {
    done: "it is signed by a person of the trust who holds none of the roles that may",
    signer: "outsider",
    says: /must be signed by/,
  },
  "wrong phase": {
    done: "it is bound to another phase",
    sign: bound("phase", "elsewhere"),
    says: /is for the phase "elsewhere"/,
  },
  "wrong stack": {
    done: "it is bound to another stack",
    sign: bound("stack", "elsewhere"),
    says: /is for the stack "elsewhere"/,
  },
  "wrong plan": {
    done: "it is bound to another plan",
    sign: bound("plan", `v1:${"0".repeat(64)}`),
    says: /is for the plan "v1:0{64}"/,
  },
  "truncated journal": {
    done: "the journal ends before the entry that progress names; before there is progress, in the middle of an entry",
    says: /the journal was cut|ends in the middle of an entry/,
  },
};

/** The fault as it is applied to one gate. */
export function faultOf(name: FaultName, gate: MatrixGate, sign: ToSign): Fault {
  const fault = table[name];
  if (name === "wrong digest" && sign.artifacts === undefined) {
    return {
      done: fault.done,
      file: "resubjected",
      says: gate === "trust-change" ? short : /not the digest of the bound fields/,
    };
  }
  if (gate !== "trust-change") return fault;
  // A signature of a threshold that is not there, or cannot be read, is one too few.
  if (fault.file !== undefined && fault.file !== "unsigned") return { ...fault, says: short };
  return name === "wrong role" ? { ...fault, says: short } : fault;
}

const short = /needs 2 people of release-manager, operations .*got 1 \(/;

/** What is done in words, for the report. */
export const faultText = (name: FaultName): string => table[name].done;

/** Why a fault cannot be applied to a gate, or nothing. */
export function notApplicable(gate: MatrixGate, fault: FaultName): string | undefined {
  const unbound: readonly FaultName[] = ["wrong phase", "wrong stack", "wrong plan"];
  if (gate === "trust-change" && unbound.includes(fault))
    return "a trust belongs to all stacks, phases and plans: its change is bound to the system and to the hashes before and after";
  if (gate === "staging-since-rollback" && fault === "truncated journal")
    return "the journal is what tells of the rollback: without it the move is refused for the journal, and nobody can know that this gate is asked";
  return undefined;
}
