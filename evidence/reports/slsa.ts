import { z } from "zod";
import type { Parsed } from "../parsed";
import { parseJsonReport } from "./json-report";
import type { BuildRecord } from "./measured";

const hex = z.string().regex(/^[0-9a-f]{64}$/, "must be 64 lower-case hex digits");
const Slsa = z.looseObject({
  _type: z.literal("https://in-toto.io/Statement/v1"),
  subject: z.array(z.looseObject({ digest: z.looseObject({ sha256: hex }) })).min(1),
  predicateType: z.literal("https://slsa.dev/provenance/v1"),
  predicate: z.looseObject({
    buildDefinition: z.looseObject({
      resolvedDependencies: z
        .array(z.looseObject({ uri: z.string().optional(), digest: z.record(z.string(), z.string()).optional() }))
        .min(1),
    }),
    runDetails: z.looseObject({
      builder: z.looseObject({ id: z.string().min(1) }),
      metadata: z.looseObject({ finishedOn: z.iso.datetime().optional() }).optional(),
    }),
  }),
});

/** Reads a SLSA provenance v1 statement: who built what from which commit. The source is the first dependency that names one. */
export function readSlsa(bytes: Uint8Array): Parsed<BuildRecord> {
  const report = parseJsonReport(bytes, Slsa);
  if (report.kind === "invalid") return report;
  const { subject, predicate } = report.value;
  const source = predicate.buildDefinition.resolvedDependencies.find(({ digest }) => commitOf(digest) !== undefined);
  const sourceRevision = commitOf(source?.digest);
  if (sourceRevision === undefined) return { kind: "invalid", reason: "names no commit that was built" };
  const finishedAt = predicate.runDetails.metadata?.finishedOn;
  return {
    kind: "present",
    value: {
      kind: "build",
      builder: predicate.runDetails.builder.id,
      repository: source?.uri ?? "",
      sourceRevision,
      digests: subject.map(({ digest }) => `sha256:${digest.sha256}`),
      ...(finishedAt === undefined ? {} : { finishedAt }),
    },
  };
}

const commitOf = (digest: Readonly<Record<string, string>> | undefined): string | undefined =>
  digest?.["gitCommit"] ?? digest?.["sha1"];
