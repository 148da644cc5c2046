/** The registry that every image of the lab claims to come from; nothing listens there. */
export const labRegistry = "registry.lab";

/** A reference taken apart. A tag beside the digest is allowed and ignored, as the container runtimes do. */
export interface ImageReference {
  readonly name: string;
  readonly digest: string;
}

const form = /^registry\.lab\/([a-z0-9]+(?:[-._/][a-z0-9]+)*)(?::[\w.-]+)?@sha256:([0-9a-f]{64})$/;

/** Writes a reference: `registry.lab/<name>@sha256:<digest>`. */
export function writeReference({ name, digest }: ImageReference): string {
  return `${labRegistry}/${name}@sha256:${digest}`;
}

/** Reads a reference; undefined for anything that is not pinned to a digest of the lab's registry. */
export function readReference(text: string): ImageReference | undefined {
  const [, name, digest] = form.exec(text) ?? [];
  return name === undefined || digest === undefined ? undefined : { name, digest };
}
