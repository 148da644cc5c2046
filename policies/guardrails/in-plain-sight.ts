import { z } from "zod";
import { guardrail, type Seen } from "../guardrail";

/** Types that make other objects where no policy sees them, or run whatever they are told to. */
const opaque: readonly RegExp[] = [
  /^kubernetes:helm\.sh\/[^:]+:Release$/,
  /^kubernetes:[^:]+:\w+List$/,
  /^command:/,
  /^pulumi-nodejs:dynamic/,
];

const Named = z.object({ apiVersion: z.string().optional(), kind: z.string().optional() });

/** Refuses resources that no other guardrail could judge, because they are not what their type says or hide what they make. */
export const inPlainSight = guardrail(
  {
    name: "in-plain-sight",
    description: "Every object is declared as what it is, so that each rule finds the objects that it is about.",
    remediationSteps: "Declare the object itself, by its own kind, in place of what would make it.",
  },
  (type) => type.startsWith("kubernetes:") || opaque.some((one) => one.test(type)),
  (seen) => [
    ...(opaque.some((one) => one.test(seen.type)) ? ["it makes objects that no rule sees"] : []),
    ...disguise(seen),
  ],
);

/** The provider makes what `apiVersion` and `kind` say, whatever the type of the resource is. */
function disguise({ type, props }: Seen): readonly string[] {
  const [, group = "", kind = ""] = /^kubernetes:([^:]+):(\w+?)(?:Patch)?$/.exec(type) ?? [];
  // Charts and files of manifests are components: their objects come one by one.
  if (!/(^|\/)v\d\w*$/.test(group) || /^(helm\.sh|yaml|kustomize)\//.test(group)) return [];
  const said = Named.parse(props);
  const real = group.startsWith("core/") ? group.slice("core/".length) : group;
  return [
    ...(said.kind === undefined || said.kind === kind ? [] : [`its kind must be ${kind}, got ${said.kind}`]),
    ...(said.apiVersion === undefined || said.apiVersion === real
      ? []
      : [`its apiVersion must be ${real}, got ${said.apiVersion}`]),
  ];
}
