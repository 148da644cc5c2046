import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { outputsJsonSchema } from "./outputs-json-schema";

/** Where the generated schema is committed. */
export const outputsSchemaFile = resolve(__dirname, "../docs/reference/outputs.schema.json");

/** The exact text of the committed file. */
export const outputsSchemaText = (): string => `${JSON.stringify(outputsJsonSchema(), null, 2)}\n`;

if (require.main === module) {
  mkdirSync(dirname(outputsSchemaFile), { recursive: true });
  writeFileSync(outputsSchemaFile, outputsSchemaText());
}
