import { ConfigMapPatch } from "@pulumi/kubernetes/core/v1/configMapPatch";
import * as pulumi from "@pulumi/pulumi";
import { objectMetadata } from "../../contract/object-metadata";
import { Progress as ProgressShape, progressObject } from "../../contract/progress";
import type { ProgressDriver } from "./progress";

/**
 * One ConfigMap with one key. An output read from it advances only when the object does, also when an update fails halfway.
 * It is declared as a patch because the provider replaces a whole ConfigMap when its data changes (forceNew in its provider/pkg/provider/diff.go),
 * and progress must be neither gone for a moment nor replaceable at all.
 */
export const kubernetes: ProgressDriver = (name, args, parent) => {
  const { key } = progressObject;
  const metadata = objectMetadata({ name: progressObject.name, system: args.progress.system });
  const since = args.reachedAt ?? args.progress.since;
  const text = pulumi.output(since).apply((at) => written({ ...args.progress, since: at }));
  const object = new ConfigMapPatch(
    `${name}-progress`,
    { metadata: { ...metadata, namespace: args.namespace }, data: { [key]: text } },
    { parent, protect: true, retainOnDelete: true },
  );
  return { recorded: object.data.apply((data) => ProgressShape.parse(JSON.parse(data[key] ?? "null"))) };
};

/** The text of progress: keys in the order of the schema, so that equal progress is equal text wherever it came from. */
const written = (progress: ProgressShape): string => JSON.stringify(ProgressShape.parse(progress), null, 2);
