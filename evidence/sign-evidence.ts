import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { appendJournal } from "./append-journal";
import { claims, type ClaimOf } from "./claims";
import type { EvidenceKind } from "./evidence-kind";
import type { Recorded } from "./journal-entry";
import type { ReportFormat } from "./reports/report-format";
import { signEnvelope, type SigningKey } from "./sign-envelope";
import { issueLine, parseStatement, statementOf, type Bound, type Statement } from "./statement";
import type { Envelope } from "./envelope";
import { payloadId } from "./verify-statement";

/** What somebody signs. */
export interface ToSign<K extends EvidenceKind = EvidenceKind> {
  readonly kind: K;
  readonly bound: Bound;
  /** Image digest by service, for kinds that are about a release or artifacts. */
  readonly artifacts?: Readonly<Record<string, string>>;
  readonly claim: ClaimOf<K>;
  /** The raw report, by its path below the root. Its digest is taken here. */
  readonly report?: { readonly path: string; readonly format: ReportFormat };
  /** RFC 3339 in UTC. */
  readonly issued: string;
  readonly notBefore?: string;
  readonly expires?: string;
}

/** Where signed evidence goes. */
export interface EvidenceHome {
  /** Folder that every path is relative to. */
  readonly root: string;
  /** Folder below it, such as `evidence/production`. */
  readonly folder: string;
  /** Path of the journal below the root, and for whom it is. */
  readonly journal: { readonly path: string; readonly system: string; readonly stack: string };
}

/** Evidence that was signed and written. */
export interface Signed {
  readonly id: string;
  /** Path below the root. */
  readonly path: string;
}

/** The statement that would be signed, checked as a reader will check it. Throws with the field that is wrong. */
export function statementToSign<K extends EvidenceKind>(root: string, wanted: ToSign<K>, signer: string): Statement {
  const claim = claims[wanted.kind].safeParse(wanted.claim);
  if (!claim.success) throw new Error(`evidence "${wanted.kind}": ${issueLine(claim.error, "claim")}`);
  const { report, ...rest } = wanted;
  const statement = statementOf({
    ...rest,
    signer,
    claim: wanted.claim as Readonly<Record<string, unknown>>,
    ...(report === undefined
      ? {}
      : {
          report: {
            ...report,
            sha256: createHash("sha256")
              .update(readFileSync(join(root, report.path)))
              .digest("hex"),
          },
        }),
  });
  const parsed = parseStatement(Buffer.from(JSON.stringify(statement)));
  if (parsed.kind === "invalid") throw new Error(`evidence "${wanted.kind}": ${parsed.reason}`);
  return statement;
}

/** Signs evidence, writes each envelope under a name of its own, and records all of it in the journal as one step. */
export async function signEvidence(
  home: EvidenceHome,
  wanted: readonly { readonly sign: ToSign; readonly key: SigningKey }[],
  at: string,
): Promise<readonly Signed[]> {
  const made = await Promise.all(
    wanted.map(async ({ sign, key }) => {
      const statement = statementToSign(home.root, sign, key.id);
      const envelope = await signEnvelope(statement, key);
      const id = payloadId(Buffer.from(envelope.payload, "base64"));
      return { sign, envelope, id, path: `${home.folder}/${sign.kind}-${id.slice(0, 12)}.dsse.json` };
    }),
  );
  for (const { envelope, path } of made) writeEnvelope(join(home.root, path), envelope);
  const { path, system, stack } = home.journal;
  await appendJournal({ path: join(home.root, path), system, stack }, made.map(recordOf), at);
  return made.map((one) => ({ id: one.id, path: one.path }));
}

interface Made extends Signed {
  readonly sign: ToSign;
  readonly envelope: Envelope;
}

/** Withdrawals and lifts are recorded whole: they must not depend on a file that somebody can remove. */
function recordOf({ sign, envelope, id, path }: Made): Recorded {
  if (sign.kind === "withdrawal") return { kind: "withdrawal", envelope };
  if (sign.kind === "hold-lift") return { kind: "lift", envelope };
  const { release, phase } = sign.bound;
  return {
    kind: "evidence",
    evidence: id,
    of: sign.kind,
    path,
    ...(release === undefined ? {} : { release }),
    ...(phase === undefined ? {} : { phase }),
  };
}

function writeEnvelope(path: string, envelope: Envelope): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(envelope, null, 2)}\n`, { mode: 0o644 });
}
