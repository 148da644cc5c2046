import { readFileSync } from "node:fs";
import * as z from "zod/mini";

const nouns = ["issue", "comment", "project", "board", "sprint", "worklog", "attachment", "filter", "user"];
const verbs = ["create", "get", "update", "delete", "list"];
const toolNames = z.array(z.string().check(z.regex(/^[a-z0-9][a-z0-9_.-]*$/i), z.maxLength(80))).check(z.minLength(1));

/** The 45 tools that the sample application offers unless it is told otherwise. */
export const defaultTools: readonly string[] = nouns.flatMap((noun) => verbs.map((verb) => `${noun}-${verb}`));

/**
 * Reads the tools from the value of `TOOLS`: nothing (45 tools), a count from 1 to 1000, or the path of a JSON list of names.
 * Throws an Error when the value is none of these, so that a pod with a wrong list never becomes ready.
 */
export function readTools(value: string | undefined): readonly string[] {
  if (value === undefined || value === "") return defaultTools;
  if (/^\d+$/.test(value)) return countedTools(Number(value));
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(value, "utf8"));
  } catch (error) {
    throw new Error(`environment "TOOLS": must be a count or the path of a JSON list, got ${value}`, { cause: error });
  }
  const names = toolNames.safeParse(content);
  if (!names.success || new Set(names.data).size !== names.data.length) {
    throw new Error(`environment "TOOLS": ${value} must hold a list of different tool names, at least one`);
  }
  return names.data;
}

function countedTools(count: number): readonly string[] {
  if (count < 1 || count > 1000) throw new Error(`environment "TOOLS": a count must be 1 to 1000, got ${count}`);
  return Array.from({ length: count }, (_, position) => defaultTools[position] ?? `tool-${position + 1}`);
}
