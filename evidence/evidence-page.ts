import { claims } from "./claims";
import { evidenceKinds, type EvidenceKind } from "./evidence-kind";
import { evidenceRows, namedRole, type EvidenceRow } from "./evidence-row";
import { z } from "zod";

const head = `# Evidence

Printed from the sources by \`npm run generate\`; edit \`evidence/evidence-row.ts\` and \`evidence/claims.ts\`, not this page.

A piece of evidence is one file that ends in \`.dsse.json\`: a DSSE envelope with exactly one signature over an in-toto Statement v1. Keys are ECDSA P-256 or Ed25519, and count only while \`trust.yaml\` says so. A revoked key voids whatever it signed, whatever the evidence says of when it was issued.

Evidence counts for a gate when all of this holds, and the first thing that does not is the reason that the gate gives:

1. The file lies in the folder of evidence, is no link out of it, has at most 1 MiB, and is JSON that can be read in one way only.
2. It is signed, by a key of the trust that counts now, over exactly these bytes, and the payload names that key.
3. The holder of the key has a role that may sign the kind.
4. The raw report, where the kind rests on one, is there, is the one that was signed (at most 16 MiB), and can be read. It is read again by every judge; nobody's summary of it is believed.
5. It was not withdrawn, and the journal names no other evidence of the kind for this release whose file is gone.
6. Every field that the kind is bound by equals what is asked: system, stack, phase, hash of the plan, release, digests of the artifacts.
7. It is not from the future, has not expired, and is not older than the kind, or the plan, allows.

Of several that count the newest decides, so a no-go outweighs an earlier go.

## Kinds

"Artifacts" are the image digests of all services; they stand in the subject of the statement, where other tools look for them. "Source" is the source revision, which must be the one that provenance says the artifacts were built from.
`;

const tail = `
## Commands

\`\`\`
npx sluice keygen ada-2026 --holder ada          # prints the entry for trust.yaml; the private key goes to ~/.config/sluice/keys
npx sluice approve --role security --key ada-2026 --stack production --phase canary
npx sluice sign tests --key build-2026 --stack production --claim suite=tools --report evidence/reports/junit.xml
npx sluice withdraw evidence/approval-0a1b2c3d4e5f.dsse.json --key ada-2026 --stack production --reason "wrong build"
npx sluice verify --stack production             # every signature, signer and report, and the chain of the journal
npx sluice explain --stack production --phase canary --at 2026-11-23T09:00:00Z
\`\`\`

Each command that signs records what it signed in the journal, a chain of lines in which each names the hash of the one before. \`progress\` names its head, so entries cannot be cut off behind a move that was made. Withdrawals and lifts stand in the journal whole: removing their files changes nothing.
`;

/** The text of \`docs/reference/evidence.md\`. */
export function evidencePage(): string {
  const rows = evidenceKinds.map((kind) => kindLine(kind, evidenceRows[kind]));
  const claimRows = evidenceKinds.map((kind) => `| \`${kind}\` | ${claimText(kind)} |`);
  return [
    head,
    "| kind | about | bound by | at most | signed by | raw report |",
    "|---|---|---|---|---|---|",
    ...rows,
    "",
    "A plan can shorten the greatest age, never lengthen it. Where several roles or reports are named, one of them does.",
    "",
    "## What a signer states",
    "",
    "| kind | claim |",
    "|---|---|",
    ...claimRows,
    tail,
  ].join("\n");
}

function kindLine(kind: EvidenceKind, { subject, bound, maximumAgeSeconds, signers, reports }: EvidenceRow): string {
  const who = signers.map((signer) =>
    signer.role === namedRole ? namedSigner(kind) : `${signer.role} (${signer.kind})`,
  );
  const cells = [
    `\`${kind}\``,
    subject,
    bound.join(", "),
    ageText(maximumAgeSeconds),
    who.join(", "),
    reports.join(", ") || "none",
  ];
  return `| ${cells.join(" | ")} |`;
}

/** Who signs where neither the table nor a fixed role says it. */
function namedSigner(kind: EvidenceKind): string {
  if (kind === "approval" || kind === "sign-off") return "the role that the claim names (person)";
  if (kind === "decision") return "the role that the plan names (person)";
  if (kind === "waiver") return "a role that the trust names for waivers (person)";
  if (kind === "trust-change") return "people of the previous trust, by its threshold";
  return "any person of the trust";
}

function ageText(seconds: number): string {
  if (!Number.isFinite(seconds)) return "for good";
  const days = seconds / 86_400;
  return days >= 1
    ? `${days} ${days === 1 ? "day" : "days"}`
    : `${seconds / 3600} ${seconds === 3600 ? "hour" : "hours"}`;
}

function claimText(kind: EvidenceKind): string {
  const fields = Object.entries((claims[kind].unwrap() as z.ZodObject).shape);
  return (
    fields
      .map(([name, field]) => `\`${name}\`${field instanceof z.ZodOptional ? " (may be left out)" : ""}`)
      .join(", ") || "nothing of its own"
  );
}
