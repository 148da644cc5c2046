import { z } from "zod";
import type { EvidenceKind } from "./evidence-kind";

const line = z.string().min(1).max(500);
const name = z.string().min(1).max(200);
const count = z.number().int().min(0);
const seconds = z.number().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hex digits");
const instant = z.iso.datetime();
const names = z.array(name).max(1000).readonly();
const findings = { critical: count, high: count, medium: count, low: count };
const none = z.strictObject({}).readonly();
const drill = z
  .strictObject({ outcome: z.enum(["met", "missed"]), tookSeconds: seconds, performedAt: instant })
  .readonly();

/**
 * What a signer states, by kind, beside what a raw report shows. Never a value of a secret: names only.
 * Kinds with an empty claim say nothing of their own; the report alone speaks.
 */
export const claims = {
  approval: z.strictObject({ role: name, confirms: line.optional() }).readonly(),
  decision: z.strictObject({ what: name, outcome: z.enum(["go", "no-go"]), reason: line.optional() }).readonly(),
  "human-validation": z.strictObject({ outcome: z.enum(["accepted", "rejected"]), tried: line }).readonly(),
  legal: z.strictObject({ confirmed: names }).readonly(),
  checklist: z.strictObject({ done: names, open: names }).readonly(),
  "migration-review": z
    .strictObject({ service: name, outcome: z.enum(["approved", "rejected"]), author: name })
    .readonly(),
  "rollback-cause": z.strictObject({ heldRelease: name, heldAt: instant, cause: line, mendedBy: line }).readonly(),
  "hold-lift": z.strictObject({ heldRelease: name, heldAt: instant, reason: line }).readonly(),
  waiver: z.strictObject({ gate: name, reason: line }).readonly(),
  withdrawal: z.strictObject({ evidence: sha256, reason: line }).readonly(),
  bootstrap: z.strictObject({ stable: name, reason: line }).readonly(),
  "sign-off": z.strictObject({ name, role: name, confirms: names }).readonly(),
  "trust-change": z.strictObject({ before: name, after: name, reason: line }).readonly(),
  provenance: z
    .strictObject({ sourceRevision: name, repository: name, branch: name, builder: name, author: name })
    .readonly(),
  "code-review": z.strictObject({ sourceRevision: name, author: name, reviewers: names }).readonly(),
  staging: z
    .strictObject({
      outcome: z.enum(["green", "red"]),
      soakedSeconds: seconds,
      requests: count,
      checklistPercent: z.number().min(0).max(100),
      limitsHeld: z.boolean(),
    })
    .readonly(),
  tests: z.strictObject({ suite: name }).readonly(),
  "code-quality": none,
  "static-scan": none,
  "dependency-scan": none,
  "image-scan": z.strictObject({ service: name }).readonly(),
  "penetration-test": z.strictObject({ performedBy: name, ...findings }).readonly(),
  "load-test": none,
  "stress-test": z
    .strictObject({ breaksAtPerSecond: z.number().min(0), expectedPerSecond: z.number().positive() })
    .readonly(),
  "web-vitals": z.strictObject({ page: name }).readonly(),
  "smoke-test": z.strictObject({ journeys: names }).readonly(),
  soak: z.strictObject({ metric: name, from: instant, to: instant }).readonly(),
  "staging-comparison": z
    .strictObject({
      metrics: z
        .array(z.strictObject({ metric: name, candidate: z.number(), baseline: z.number() }).readonly())
        .min(1)
        .max(200)
        .readonly(),
    })
    .readonly(),
  issues: z
    .strictObject({
      from: instant,
      to: instant,
      openIncidents: count,
      blocking: count,
      counts: z.record(name, z.number().min(0)).readonly(),
    })
    .readonly(),
  backup: z
    .strictObject({
      store: name,
      takenAt: instant,
      location: name,
      bytes: count,
      verified: z.boolean(),
      encrypted: z.boolean(),
    })
    .readonly(),
  "restore-drill": z
    .strictObject({
      store: name,
      outcome: z.enum(["met", "missed"]),
      tookSeconds: seconds,
      lostSeconds: seconds,
      performedAt: instant,
    })
    .readonly(),
  "failover-drill": drill,
  "rollback-drill": drill,
  migration: z.strictObject({ service: name, outcome: z.enum(["done", "failed"]), dataWhole: z.boolean() }).readonly(),
  configuration: z.strictObject({ variables: names, secrets: names }).readonly(),
  certificates: z
    .strictObject({
      hosts: z
        .array(z.strictObject({ host: name, until: instant }).readonly())
        .min(1)
        .max(1000)
        .readonly(),
    })
    .readonly(),
  announcement: z.strictObject({ what: name, channels: names, sentAt: instant }).readonly(),
  documentation: z
    .strictObject({
      documents: z.array(z.strictObject({ name, sha256 }).readonly()).max(1000).readonly(),
    })
    .readonly(),
} as const satisfies Record<EvidenceKind, z.ZodType>;

/** What a signer of one kind states. */
export type ClaimOf<K extends EvidenceKind> = z.infer<(typeof claims)[K]>;
