import { systemLabels } from "./object-names";

/** The one owner of every field that the program sets, so that a retried create owns what the first try wrote. */
export const fieldManager = "sluice";

/** What an object's metadata is made of. */
export interface MetadataArgs {
  readonly name: string;
  readonly system: string;
  /** Left out for objects of the whole cluster. */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Metadata as every object that the program declares carries it. */
export interface ObjectMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
}

/** Metadata with a fixed name, the system's labels and the fixed field manager. */
export function objectMetadata(args: MetadataArgs): ObjectMetadata {
  return {
    name: args.name,
    ...(args.namespace === undefined ? {} : { namespace: args.namespace }),
    labels: { ...systemLabels(args.system), ...args.labels },
    annotations: { "pulumi.com/patchFieldManager": fieldManager, ...args.annotations },
  };
}
