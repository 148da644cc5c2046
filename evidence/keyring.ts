import { publicKey } from "../trust/public-key";
import type { Trust } from "../trust/trust";
import type { Holder, Keyring, TrustedKey } from "./trusted-key";

/** The keys of a trust, ready for checking signatures. A key that cannot be read is left out, and then signs nothing. */
export function keyringOf(trust: Trust): Keyring {
  const revoked = new Map(trust.revocations.map(({ key, at, reason }) => [key, `${reason}, at ${at}`]));
  const holders = new Map<string, Holder>([
    ...trust.machines.map(({ name, roles }) => [name, { kind: "machine", name, roles }] as const),
    ...trust.people.map(({ name, roles }) => [name, { kind: "person", name, roles }] as const),
  ]);
  return new Map(
    trust.keys.flatMap(({ id, holder, publicKey: pem, from, until }): readonly (readonly [string, TrustedKey])[] => {
      const reading = publicKey(pem);
      const who = holders.get(holder);
      if (reading.kind === "invalid" || who === undefined) return [];
      const why = revoked.get(id);
      return [
        [id, { id, publicKey: reading.key, holder: who, from, until, ...(why === undefined ? {} : { revoked: why }) }],
      ];
    }),
  );
}

/** The person whom an author of commits is, by name or by what the trust lists; the author as written when it knows nobody. */
export function personOf({ people }: Trust, author: string): string {
  const wanted = author.toLowerCase();
  const person = people.find(({ name, authors }) => name.toLowerCase() === wanted || authors.includes(wanted));
  return person?.name ?? author;
}
