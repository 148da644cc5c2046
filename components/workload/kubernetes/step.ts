/** One step of a rollout, as far as we use them; each has exactly one field. */
export type Step =
  | { readonly setWeight: number }
  | { readonly setCanaryScale: { readonly replicas: number } }
  | { readonly pause: { readonly duration?: string } };
