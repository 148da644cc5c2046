import { z } from "zod";

/** Where a release runs. A new platform is a new word here and a new row in every concern's table. */
export const Platform = z.enum(["kubernetes", "aws", "azure"]);

/** Where a release runs. */
export type Platform = z.infer<typeof Platform>;
