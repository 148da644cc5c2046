import { z } from "zod";
import { Outputs, outputsSchema } from "./outputs";

/** The outputs as JSON Schema (draft 2020-12), for readers in other languages. */
export const outputsJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(Outputs, { target: "draft-2020-12" }),
  title: `Outputs of a Sluice stack, version ${String(outputsSchema)}`,
});
