/** One mistake in what a person wrote. */
export interface Problem {
  /** Where it is, as one would say it: `phases[1].soak`. Empty for the document as a whole. */
  readonly path: string;
  /** What is wrong and what is allowed. */
  readonly problem: string;
  /** What stands there, shortened; absent when nothing does, or when it looks like a credential. */
  readonly got?: string;
}

/** The problem as one line for a person. */
export function problemLine({ path, problem, got }: Problem): string {
  const line = `${path === "" ? "" : `${path}: `}${problem}${got === undefined ? "" : `, got ${got}`}`;
  return line.replace(/\s+/g, " ");
}
