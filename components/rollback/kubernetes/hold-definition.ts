import { CustomResourceDefinitionPatch } from "@pulumi/kubernetes/apiextensions/v1/customResourceDefinitionPatch";
import { holdObject } from "../../../contract/hold";
import { fieldManager } from "../../../contract/object-metadata";
import type { Rollback, RollbackArgs } from "../rollback";

/**
 * The kind `Hold`. All stacks of a cluster share it, so each applies the same text and none ever deletes it.
 * The API server itself refuses a ceiling that is no whole percent, so admission meets no bad one.
 */
export function holdDefinition(name: string, _args: RollbackArgs, parent: Rollback): CustomResourceDefinitionPatch {
  const { group, version, kind, plural } = holdObject;
  return new CustomResourceDefinitionPatch(
    `${name}-hold-definition`,
    {
      metadata: {
        name: `${plural}.${group}`,
        annotations: { "pulumi.com/patchFieldManager": fieldManager, "pulumi.com/waitFor": "condition=Established" },
      },
      spec: {
        group,
        scope: "Namespaced",
        names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
        versions: [
          {
            name: version,
            served: true,
            storage: true,
            schema: { openAPIV3Schema: schema },
            additionalPrinterColumns: columns,
          },
        ],
      },
    },
    { parent, retainOnDelete: true },
  );
}

const columns = [
  { name: "Ceiling", type: "integer", jsonPath: ".spec.ceilingPercent" },
  { name: "Release", type: "string", jsonPath: ".spec.release" },
  { name: "Reason", type: "string", jsonPath: ".spec.reason" },
  { name: "At", type: "string", jsonPath: ".spec.at" },
];

const schema = {
  description:
    "A ceiling on the share of the traffic that a release may have. Nobody's write of a weight goes above it.",
  type: "object",
  required: ["spec"],
  properties: {
    apiVersion: { type: "string" },
    kind: { type: "string" },
    metadata: { type: "object" },
    spec: {
      type: "object",
      required: ["release", "ceilingPercent", "reason", "at"],
      properties: {
        release: { type: "string", minLength: 1, maxLength: 200, description: "Id of the release that is held." },
        ceilingPercent: {
          type: "integer",
          minimum: 0,
          maximum: 100,
          description: "The highest share it may have, in percent.",
        },
        reason: {
          type: "string",
          minLength: 1,
          maxLength: 500,
          pattern: "^[^\\r\\n]*$",
          description: "Why, as one line.",
        },
        at: { type: "string", format: "date-time", pattern: "Z$", description: "When it was written, in UTC." },
      },
    },
  },
};
