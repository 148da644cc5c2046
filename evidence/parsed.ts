import type { Read } from "./read";

/** What reading bytes that are there can answer: they are never absent. */
export type Parsed<T> = Exclude<Read<T>, { readonly kind: "absent" }>;
