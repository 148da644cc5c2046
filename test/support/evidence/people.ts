import { generateKeyPairSync } from "node:crypto";
import type { SigningKey } from "../../../evidence/sign-envelope";
import { readTrust } from "../../../trust/read-trust";
import type { Trust } from "../../../trust/trust";

const people: Readonly<Record<string, readonly string[]>> = {
  ada: ["technical-lead"],
  sam: ["security"],
  olga: ["operations"],
  otto: ["operations"],
  rita: ["release-manager"],
  pia: ["product-owner"],
  lea: ["legal"],
  tom: ["team-lead", "security"],
};
const machines: Readonly<Record<string, string>> = { build: "ci", scan: "scanner", drill: "drill-runner" };

/** Everybody with a key made for this run, and the trust that knows them. Ada writes the commits. */
export interface Cast {
  readonly keys: Readonly<Record<string, SigningKey>>;
  readonly trustText: string;
  readonly trust: Trust;
}

/** Makes new keys: half ECDSA P-256, half Ed25519. */
export function cast(change: (text: string) => string = (text) => text): Cast {
  const keys: Record<string, SigningKey> = {};
  const lines: string[] = [];
  for (const [at, holder] of [...Object.keys(people), ...Object.keys(machines)].entries()) {
    const pair = at % 2 === 0 ? generateKeyPairSync("ec", { namedCurve: "P-256" }) : generateKeyPairSync("ed25519");
    const id = `${holder}-2026`;
    keys[holder] = { id, privateKey: pair.privateKey };
    const pem = pair.publicKey
      .export({ format: "pem", type: "spki" })
      .toString()
      .trimEnd()
      .replaceAll("\n", "\n      ");
    lines.push(
      `  - id: ${id}\n    holder: ${holder}\n    public key: |\n      ${pem}\n    from: 2026-01-01\n    until: 2027-01-01`,
    );
  }
  const trustText = change(
    [
      "people:",
      ...Object.entries(people).map(
        ([name, roles]) =>
          `  - { name: ${name}, roles: [${roles.join(", ")}]${name === "ada" ? ", authors: [ada@example.org]" : ""} }`,
      ),
      "machines:",
      ...Object.entries(machines).map(([name, role]) => `  - { name: ${name}, roles: [${role}] }`),
      "keys:",
      ...lines,
      "waivers:",
      "  - { gates: [code-quality, load-test], roles: [release-manager, team-lead], at most: 2 days }",
      "minimum gates: [approvals]",
      "change: { threshold: 2, roles: [security, operations] }",
      "",
    ].join("\n"),
  );
  const reading = readTrust(trustText);
  if (reading.kind === "invalid")
    throw new Error(reading.problems.map(({ path, problem }) => `${path}: ${problem}`).join("\n"));
  return { keys, trustText, trust: reading.trust };
}
