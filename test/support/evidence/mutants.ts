import { generateKeyPairSync, sign } from "node:crypto";
import { dsse } from "@sigstore/core";
import type { Envelope } from "../../../evidence/envelope";
import { signEnvelope } from "../../../evidence/sign-envelope";
import { statementOf, type Statement } from "../../../evidence/statement";
import type { Keyring } from "../../../evidence/trusted-key";
import { verifyBytes } from "../../../evidence/verify-statement";
import { keyringOf } from "../../../evidence/keyring";
import { cast } from "./people";
import { issuedAt, now } from "./pieces";

/** A genuine envelope as it lies on disk, and what it says. */
export interface Original {
  readonly bytes: Buffer;
  readonly envelope: Envelope;
  /** Payload, type and signer as one text: what a mutant may be accepted for. */
  readonly says: string;
}

/** Genuine envelopes by several people with both kinds of keys. */
export async function originals(): Promise<{ readonly all: readonly Original[]; readonly keyring: Keyring }> {
  const { keys, trust } = cast();
  const signers = [
    ["sam", "security"],
    ["olga", "operations"],
    ["otto", "operations"],
    ["rita", "release-manager"],
  ] as const;
  const all = await Promise.all(
    signers.flatMap(([person, role]) =>
      ["canary", "full"].map(async (phase) => {
        const key = keys[person];
        if (key === undefined) throw new Error(`nobody is called ${person}`);
        const envelope = await signEnvelope(approval(key.id, role, phase), key);
        return { bytes: Buffer.from(`${JSON.stringify(envelope, null, 2)}\n`), envelope, says: saysOf(envelope) };
      }),
    ),
  );
  return { all, keyring: keyringOf(trust) };
}

const approval = (signer: string, role: string, phase: string): Statement =>
  statementOf({
    kind: "approval",
    bound: { system: "shop", stack: "production", phase, plan: "v1:1", release: "r2" },
    artifacts: { api: `sha256:${"a".repeat(64)}` },
    signer,
    issued: issuedAt,
    claim: { role },
  });

const saysOf = ({ payload, payloadType, signatures }: Envelope): string =>
  [payloadType, signatures[0]?.keyid, payload].join(" ");

/** What an accepted file says, or nothing when it is refused. Anything thrown is a fault of ours. */
export function accepted(bytes: Buffer, keyring: Keyring): string | undefined {
  const verified = verifyBytes(bytes, { keyring, now });
  if (verified.kind !== "present") return undefined;
  const envelope = JSON.parse(bytes.toString()) as Envelope;
  return [envelope.payloadType, verified.value.key.id, envelope.payload].join(" ");
}

/** Random numbers that a seed repeats (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

type Random = (below: number) => number;
type Mutation = (envelope: Envelope, others: readonly Original[], random: Random) => string | Buffer;

const json = (value: unknown): string => JSON.stringify(value);
const pick = <T>(all: readonly T[], random: Random): T => all[random(all.length)] as T;
const flipped = (base64: string, random: Random): string => {
  const bytes = Buffer.from(base64, "base64");
  const at = random(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
  return bytes.toString("base64");
};
const withSig = (envelope: Envelope, sig: string): Envelope => ({
  ...envelope,
  signatures: [{ keyid: envelope.signatures[0]?.keyid ?? "", sig }],
});
const sigOf = ({ signatures }: Envelope): string => signatures[0]?.sig ?? "";
const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;

/** Payloads that say something else, in the ways that matter. */
const rewritten = ({ payload }: Envelope, random: Random): string => {
  const text = Buffer.from(payload, "base64").toString();
  const [from, to] = pick(
    [
      ['"canary"', '"full"'],
      ['"role": "operations"', '"role": "security"'],
      ['"r2"', '"r3"'],
      ["2026-11-21T09", "2026-11-22T09"],
      ["\n", "\r\n"],
      ["{", '{"x":1,'],
      ["}", "} "],
    ] as const,
    random,
  );
  return Buffer.from(text.replace(from, to)).toString("base64");
};

/** The ways in which an envelope is attacked, by name. */
export const mutations: Readonly<Record<string, Mutation>> = {
  "a bit of the file": (envelope, _, random) => {
    const bytes = Buffer.from(json(envelope));
    const at = random(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    return bytes;
  },
  "a bit of the payload": (envelope, _, random) => json({ ...envelope, payload: flipped(envelope.payload, random) }),
  "a bit of the signature": (envelope, _, random) => json(withSig(envelope, flipped(sigOf(envelope), random))),
  "another payload": (envelope, _, random) => json({ ...envelope, payload: rewritten(envelope, random) }),
  "the payload of another": (envelope, others, random) =>
    json({ ...envelope, payload: pick(others, random).envelope.payload }),
  "the signature of another": (envelope, others, random) =>
    json({ ...envelope, signatures: pick(others, random).envelope.signatures }),
  "the name of another key": (envelope, others, random) =>
    json({
      ...envelope,
      signatures: [{ sig: sigOf(envelope), keyid: pick(others, random).envelope.signatures[0]?.keyid }],
    }),
  "two signatures": (envelope, others, random) =>
    json({ ...envelope, signatures: [...pick(others, random).envelope.signatures, ...envelope.signatures] }),
  "no signature": (envelope, _, random) =>
    json({
      ...envelope,
      signatures: pick(
        [[], null, undefined, {}, [{}], [null], [{ keyid: envelope.signatures[0]?.keyid, sig: "" }]],
        random,
      ),
    }),
  "another type": (envelope, _, random) =>
    json({
      ...envelope,
      payloadType: pick(["", "text/plain", `${envelope.payloadType} `, "application/vnd.in-toto+JSON"], random),
    }),
  "a property twice": (envelope, others, random) =>
    json(envelope).replace("{", `{"payload":"${pick(others, random).envelope.payload}",`),
  "a property more": (envelope) => json({ ...envelope, extra: 1 }),
  "loose base64": (envelope, _, random) =>
    json({
      ...envelope,
      payload: pick(
        [
          ` ${envelope.payload}`,
          `${envelope.payload}=`,
          envelope.payload.replace(/=*$/, ""),
          `${envelope.payload.slice(0, 8)}\n${envelope.payload.slice(8)}`,
          envelope.payload.replaceAll("+", "-").replaceAll("/", "_"),
          `${envelope.payload}AAAA`,
        ],
        random,
      ),
    }),
  "a cut file": (envelope, _, random) => json(envelope).slice(0, random(json(envelope).length)),
  "something behind it": (envelope, _, random) =>
    json(envelope) + pick(["{}", "\0", "//", " x", json(envelope)], random),
  "white space": (envelope, _, random) => `${" \n".repeat(random(20))}${JSON.stringify(envelope, null, random(8))}`,
  "a stranger's signature": (envelope) =>
    json(withSig(envelope, sign("sha256", pae(envelope), stranger).toString("base64"))),
  "a signature over the bare payload": (envelope) =>
    json(withSig(envelope, sign("sha256", Buffer.from(envelope.payload, "base64"), stranger).toString("base64"))),
  "the other half of an ECDSA signature": (envelope) => json(withSig(envelope, mirrored(sigOf(envelope)))),
  "zeros for a signature": (envelope, _, random) =>
    json(
      withSig(
        envelope,
        pick([Buffer.alloc(64), Buffer.from("3006020100020100", "hex"), Buffer.alloc(1)], random).toString("base64"),
      ),
    ),
};

const pae = ({ payloadType, payload }: Envelope): Buffer =>
  dsse.preAuthEncoding(payloadType, Buffer.from(payload, "base64"));

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** (r, n - s) is as good a signature as (r, s): the same words by the same person in other bytes. */
function mirrored(sig: string): string {
  const der = Buffer.from(sig, "base64");
  if (der[0] !== 0x30 || der.length > 72) return sig;
  const rLength = der[3] ?? 0;
  const r = der.subarray(2, 4 + rLength);
  const s = order - BigInt(`0x${der.subarray(6 + rLength).toString("hex") || "0"}`);
  const hex = s.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  const positive = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  const body = Buffer.concat([r, Buffer.from([2, positive.length]), positive]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]).toString("base64");
}

/** What came of so many mutants. */
export interface FuzzResult {
  readonly mutants: number;
  /** Mutants that were accepted and say what their original says, by mutation. */
  readonly harmless: Readonly<Record<string, number>>;
  /** Mutants that were accepted and say something else: there must be none. */
  readonly forged: readonly string[];
}

/** Tries mutants, each mutation in turn. */
export function fuzz(all: readonly Original[], keyring: Keyring, count: number, seed: number): FuzzResult {
  const random = randomFrom(seed);
  const genuine = new Set(all.map(({ says }) => says));
  const names = Object.keys(mutations);
  const harmless: Record<string, number> = {};
  const forged: string[] = [];
  for (let at = 0; at < count; at++) {
    const name = names[at % names.length] ?? "";
    const { envelope } = pick(all, random);
    const mutant = Buffer.from(mutations[name]?.(envelope, all, random) ?? "");
    const says = accepted(mutant, keyring);
    if (says === undefined) continue;
    if (genuine.has(says)) harmless[name] = (harmless[name] ?? 0) + 1;
    else forged.push(`${name}: ${mutant.toString()}`);
  }
  return { mutants: count, harmless, forged };
}
