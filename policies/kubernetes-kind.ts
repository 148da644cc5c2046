/**
 * A test for types of Kubernetes objects: kinds of a group, in any version, whole or as a patch of an object that stands already.
 * The group `core` has two spellings: Pulumi's own classes say `core/v1`, a CustomResource says `v1` as the API server does.
 */
export const kubernetesKind = (group: string, ...kinds: readonly string[]): RegExp => {
  const prefix = group === "core" ? "(?:core/)?" : `${group.replaceAll(".", "\\.")}/`;
  return new RegExp(`^kubernetes:${prefix}[^:/]+:(?:${kinds.join("|")})(?:Patch)?$`);
};

/** Whether one of the tests is true for the type. */
export const isOneOf =
  (kinds: readonly RegExp[]) =>
  (type: string): boolean =>
    kinds.some((kind) => kind.test(type));
