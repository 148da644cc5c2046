import { z } from "zod";
import { Instant, Percent } from "./release";

/** Schema of a ceiling on the candidate's share; equal to the domain's type of the same name. */
export const Hold = z
  .strictObject({
    release: z.string().min(1).max(200),
    ceilingPercent: Percent,
    reason: z
      .string()
      .min(1)
      .max(500)
      .regex(/^[^\r\n]*$/, "must be one line"),
    at: Instant,
  })
  .readonly();
/** A ceiling on the candidate's share. */
export type Hold = z.infer<typeof Hold>;

/** The kind of the hold in a cluster, and the name of the one that each stack's namespace has. */
export const holdObject = {
  group: "sluice.dev",
  version: "v1",
  kind: "Hold",
  plural: "holds",
  name: "hold",
} as const;

/** A hold as the API server returns it; fields of the object that we do not read are left alone. */
export const HoldObject = z.object({
  apiVersion: z.literal(`${holdObject.group}/${holdObject.version}`),
  kind: z.literal(holdObject.kind),
  spec: Hold,
});
