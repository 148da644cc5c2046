import { closest, distance } from "fastest-levenshtein";

const longestWord = 60;
/** A line that lists more says nothing to anybody. */
const mostWords = 60;

/** The allowed word that was probably meant, or `undefined` when none is near enough. */
export function suggestion(word: string, allowed: readonly string[]): string | undefined {
  if (word.length === 0 || word.length > longestWord || allowed.length === 0) return undefined;
  const lower = word.toLowerCase();
  const nearest = closest(
    lower,
    allowed.map((one) => one.toLowerCase()),
  );
  const found = allowed.find((one) => one.toLowerCase() === nearest);
  return distance(lower, nearest) <= Math.max(1, Math.floor(word.length / 3)) ? found : undefined;
}

/** The end of a sentence that says what is allowed: `; did you mean "canary"? allowed: canary, full`. */
export function allowedWords(word: unknown, allowed: readonly string[]): string {
  const meant = typeof word === "string" ? suggestion(word, allowed) : undefined;
  const words = [...new Set(allowed)];
  const more = words.length > mostWords ? ` and ${words.length - mostWords} more` : "";
  return `${meant === undefined ? "" : `, did you mean "${meant}"?`} (allowed: ${words.slice(0, mostWords).join(", ") || "none"}${more})`;
}
