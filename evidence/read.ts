/** What reading one file can answer. Nothing there, something there that may not be used, and a value are never the same. */
export type Read<T> =
  | { readonly kind: "absent" }
  | { readonly kind: "invalid"; readonly reason: string }
  | { readonly kind: "present"; readonly value: T };
