/** What went wrong, as one line of at most 200 characters, for a message that goes on before it. Some errors say nothing. */
export const oneLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ").slice(0, 200) || "no reason given";
