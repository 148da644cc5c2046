import { z } from "zod";
import { ImageDigest, Instant, Percent, VersionedHash } from "./release";

/** The newest shape of {@link Outputs}. A field is only ever added; anything else makes a new version. */
export const outputsSchema = 1;

/** Schema of the stack outputs: the contract that other teams read through a StackReference. */
export const Outputs = z
  .strictObject({
    schema: z.literal(outputsSchema).describe("Shape of these outputs. Read nothing else before you have compared it."),
    system: z.string().min(1).describe("Name of the system, as in its plan."),
    stack: z.string().min(1).describe("Environment of the system, e.g. production."),
    platform: z.string().min(1).describe("Where the system runs."),
    namespace: z.string().min(1).describe("Where the platform keeps the objects of this stack."),
    release: z.string().min(1).describe("Id of the release that moves, or that has completed."),
    stable: z.string().min(1).describe("Id of the release that gets the rest of the traffic."),
    phase: z.string().min(1).describe("The stage that the release has reached."),
    sharePercent: Percent.describe("Share of the traffic that the release has, in whole percent."),
    since: Instant.describe("When the share was reached; soak counts from here."),
    artifacts: z.record(z.string(), ImageDigest).readonly().describe("Image digest of each service of the release."),
    planHash: VersionedHash.describe("Hash of the plan that this stack follows."),
    hosts: z.array(z.string().min(1)).readonly().describe("Host names that clients call."),
    shareObjects: z
      .record(z.string(), z.string().min(1))
      .readonly()
      .describe("The object that carries the weights of each service, as kind/name."),
  })
  .readonly();
/** The stack outputs that other teams read. */
export type Outputs = z.infer<typeof Outputs>;
