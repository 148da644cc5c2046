import { credentialIn } from "./credential";

/** One mistake in what a person wrote. */
export interface Problem {
  /** Where it is, as one would say it: `phases[1].soak`. Empty for the document as a whole. */
  readonly path: string;
  /** What is wrong and what is allowed. */
  readonly problem: string;
  /** What stands there, shortened; absent when nothing does, or when it looks like a credential. */
  readonly got?: string;
  /** Line of the document, counted from 1, where it is known. */
  readonly line?: number;
}

/** The problem as one line for a person. */
export function problemLine({ path, problem, got }: Problem): string {
  const line = `${path === "" ? "" : `${path}: `}${problem}${got === undefined ? "" : `, got ${got}`}`;
  return line.replace(/\s+/g, " ");
}

/** A path as one would say it: `phases[1].advance when.error rate`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    const word = shortened(String(step), 60);
    return text === "" ? word : `${text}.${word}`;
  }, "");
}

/** A value for the end of a problem, on one line and short. What looks like a credential is never repeated. */
export function shown(value: unknown): string {
  if (value === null) return "nothing";
  if (typeof value === "object") return Array.isArray(value) ? `a list of ${value.length}` : "a mapping";
  if (typeof value !== "string") return String(value);
  if (credentialIn(undefined, value) !== undefined) return "a text that looks like a credential";
  return JSON.stringify(shortened(value, 60));
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
