import { z } from "zod";
import { Envelope } from "./envelope";
import { EvidenceKind } from "./evidence-kind";

const name = z.string().min(1).max(500);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "must be 64 lower-case hex digits");
const instant = z.iso.datetime();
const percent = z.number().min(0).max(100);

/** What the previous hash of the first entry says. */
export const genesis = "0".repeat(64);

/** What one entry of the journal records. Withdrawals and lifts stand in it whole, so that their files need not survive. */
export const Recorded = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("opened"), system: name, stack: name }),
  z.strictObject({
    kind: z.literal("evidence"),
    evidence: sha256,
    of: EvidenceKind,
    path: name,
    release: name.exactOptional(),
    phase: name.exactOptional(),
  }),
  z.strictObject({ kind: z.literal("withdrawal"), envelope: Envelope }),
  z.strictObject({
    kind: z.literal("verdict"),
    release: name,
    phase: name,
    gate: name,
    status: z.enum(["pass", "fail", "unknown"]),
    reason: z.string(),
  }),
  z.strictObject({
    kind: z.literal("transition"),
    move: name,
    release: name,
    from: name,
    to: name,
    sharePercent: percent,
  }),
  z.strictObject({
    kind: z.literal("hold"),
    release: name,
    ceilingPercent: percent,
    reason: name,
    at: instant,
    artifacts: z.record(z.string(), z.string()).exactOptional(),
    sourceRevision: name.exactOptional(),
  }),
  z.strictObject({ kind: z.literal("lift"), envelope: Envelope }),
]);
/** What one entry of the journal records. */
export type Recorded = z.infer<typeof Recorded>;

/** One line of the journal. Its hash is the SHA-256 of the line; `previous` is the hash of the line before. */
export const JournalEntry = z.strictObject({ schema: z.literal(1), at: instant, previous: sha256, recorded: Recorded });
/** One line of the journal. */
export type JournalEntry = z.infer<typeof JournalEntry>;
