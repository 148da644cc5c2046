import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Problem } from "../plan/problem";
import { schemaProblems } from "../plan/schema-problem";
import { readYaml } from "../plan/yaml-text";
import { checkTrust } from "./check-trust";
import type { Trust } from "./trust";
import { writtenTrust } from "./written-trust";

/** A trust that can be used, or everything that is wrong with it. */
export type TrustReading =
  | { readonly kind: "valid"; readonly trust: Trust; readonly hash: string }
  | { readonly kind: "invalid"; readonly problems: readonly Problem[] };

/** Reads the text of a `trust.yaml`. It never throws, and finds every problem at once. */
export function readTrust(text: string): TrustReading {
  const { value, problems } = readYaml(text);
  if (value === undefined || problems.length > 0) return { kind: "invalid", problems };
  const schema = schemaProblems(writtenTrust, value);
  if (schema.length > 0) return { kind: "invalid", problems: schema };
  const trust = complete(writtenTrust.parse(value));
  const checks = checkTrust(trust);
  return checks.length > 0 ? { kind: "invalid", problems: checks } : { kind: "valid", trust, hash: trustHash(trust) };
}

/** The hash that names a trust: `v1:` and SHA-256, lower-case hex, over RFC 8785 JSON of the whole of it. Layout and comments do not change it. */
export function trustHash(trust: Trust): string {
  const json = canonicalize(trust);
  if (json === undefined) throw new TypeError("a trust is always JSON");
  return `v1:${createHash("sha256").update(json, "utf8").digest("hex")}`;
}

type Written = ReturnType<typeof writtenTrust.parse>;

const complete = ({ people, machines = [], revocations = [], waivers = [], ...rest }: Written): Trust => ({
  ...rest,
  people: people.map((person) => ({ ...person, authors: person.authors ?? [] })),
  machines,
  revocations,
  waivers,
});
