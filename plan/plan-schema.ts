import { z } from "zod";
import { noteOf } from "./written/field";
import { writtenPlan } from "./written/written-plan";

/**
 * The JSON Schema of a written plan, for editors: keys, allowed words, patterns, meanings, defaults, examples. It judges one
 * place at a time; what several keys say together is judged by `readPlan` only.
 */
export function planSchema(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(writtenPlan, {
    io: "input",
    target: "draft-7",
    override: ({ zodSchema, jsonSchema }) => {
      const note = noteOf(zodSchema);
      if (note === undefined) return;
      jsonSchema.description = note.description;
      if (note.default !== undefined) jsonSchema.default = note.default as never;
      if (note.example !== undefined) jsonSchema.examples = [note.example];
    },
  });
  return { ...schema, title: "Sluice plan" };
}
