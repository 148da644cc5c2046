import type { Registered } from "./pulumi";

/** An object as the API server takes it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  // Each kind has its own spec; a test looks into it by path.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly spec?: any;
}

/** The Kubernetes objects among what a mocked program registered, in its order. */
export const manifests = (resources: readonly Registered[]): readonly Manifest[] =>
  resources.filter(({ type }) => type.startsWith("kubernetes:")).map(({ inputs }) => inputs as Manifest);
