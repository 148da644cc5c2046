/** What reading a piece of state can answer. Absent (nothing is there) and unknown (it could not be read) are never the same. */
export type Known<T> =
  | { readonly kind: "present"; readonly value: T }
  | { readonly kind: "absent" }
  | { readonly kind: "unknown"; readonly reason: string };

/** The answer of a reader that found a value. */
export const present = <T>(value: T): Known<T> => ({ kind: "present", value });
/** The answer of a reader that found the place, and nothing in it. */
export const absent: Known<never> = { kind: "absent" };
/** The answer of a reader that could not tell. `reason` is one line for a person. */
export const unknown = (reason: string): Known<never> => ({ kind: "unknown", reason });

/** The value, where there is one. For whoever has seen to it, or leaves it to others, that absent and unknown are told apart. */
export const valueOf = <T>(known: Known<T>): T | undefined => (known.kind === "present" ? known.value : undefined);
