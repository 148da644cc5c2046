import type { z } from "zod";
import { pathText, shown } from "./problem";
import type { Problem } from "./problem";
import { allowedWords, suggestion } from "./suggestion";
import { underneath } from "./written/section";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const kindOf: Record<string, string> = {
  string: "must be text",
  number: "must be a number",
  boolean: "must be yes or no",
  array: "must be a list",
  object: "must be a mapping",
  record: "must be a mapping",
};

/** The problems of a written value that does not fit its schema, one for each place. */
export function schemaProblems(schema: z.ZodType, written: unknown): readonly Problem[] {
  const parsed = schema.safeParse(written);
  if (parsed.success) return [];
  const found = parsed.error.issues.flatMap((issue) => problemsOf(issue, [], schema, written));
  const misspelt = new Set(found.flatMap(({ meant }) => meant ?? []));
  // A text that breaks its pattern and its length is wrong once, and a misspelt key is not missing as well.
  const first = new Map<string, Problem>();
  for (const { path, problem, got, missing } of found) {
    if (first.has(path) || (missing && misspelt.has(path))) continue;
    first.set(path, { path, problem, ...(got !== undefined && { got }) });
  }
  return [...first.values()];
}

interface Found extends Problem {
  /** The path of the key that was probably meant by an unknown one. */
  readonly meant?: string;
  readonly missing?: boolean;
}

function problemsOf(issue: Issue, below: Path, schema: z.ZodType, written: unknown): readonly Found[] {
  const path = [...below, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    const allowed = keysAt(schema, path);
    return issue.keys.map((key) => {
      const meant = suggestion(key, allowed);
      const problem = `is not a key of ${titleAt(schema, path)}${allowedWords(key, allowed)}`;
      return {
        path: pathText([...path, key]),
        problem,
        ...(meant !== undefined && { meant: pathText([...path, meant]) }),
      };
    });
  }
  if (issue.code === "invalid_union") {
    // The branch that got further than the kind of the value is the one that was meant.
    const meant = issue.errors.find((branch) => branch.length > 0 && branch.every(isInside));
    if (meant) return meant.flatMap((inner) => problemsOf(inner, path, schema, written));
  }
  return [problemAt(path, messageOf(issue, valueAt(written, path)), written)];
}

function isInside(issue: Issue): boolean {
  return issue.path.length > 0 || issue.code === "unrecognized_keys";
}

function problemAt(path: Path, message: string, written: unknown): Found {
  const value = valueAt(written, path);
  if (value === undefined) return { path: pathText(path), problem: `is missing; it ${message}`, missing: true };
  return { path: pathText(path), problem: message, got: shown(value) };
}

function messageOf(issue: Issue, value: unknown): string {
  if (issue.code === "invalid_value")
    return `must be one of the allowed words${allowedWords(value, issue.values.map(String))}`;
  if (issue.code === "invalid_key") return `must have a name that fits: ${issue.issues[0]?.message ?? "another name"}`;
  if (issue.message.startsWith("must ") || issue.message.startsWith('"')) return issue.message;
  return (
    (issue.code === "invalid_type" ? kindOf[issue.expected] : undefined) ?? `must be another value: ${issue.message}`
  );
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, step)) return undefined;
    return (inner as Record<PropertyKey, unknown>)[step];
  }, value);
}

function sectionAt(schema: z.ZodType, path: Path): ReturnType<typeof underneath> {
  return path.reduce<ReturnType<typeof underneath>>((inside, step) => {
    if (inside.kind === "list") return underneath(inside.element);
    if (inside.kind === "mapping") return underneath(inside.value);
    const next = inside.kind === "section" ? inside.section.shape[String(step)] : undefined;
    return next ? underneath(next) : { kind: "value" };
  }, underneath(schema));
}

function keysAt(schema: z.ZodType, path: Path): readonly string[] {
  const inside = sectionAt(schema, path);
  return inside.kind === "section" ? Object.keys(inside.section.shape) : [];
}

function titleAt(schema: z.ZodType, path: Path): string {
  const inside = sectionAt(schema, path);
  if (inside.kind !== "section") return "this place";
  return path.length === 0 ? "a plan" : `"${inside.section.title}"`;
}
