import { type ResourceValidationArgs, type ResourceValidationPolicy, unknownCheckingProxy } from "@pulumi/policy";

/** The string that the engine sends for a value that is unknown during a preview. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What a policy sees of a resource. */
export interface Seen {
  readonly type: string;
  readonly name: string;
  readonly props?: object;
  readonly urn?: string;
}

/** Runs a resource policy on properties wrapped as the policy server wraps them in a preview, and returns what it reports. */
export async function violations(policy: ResourceValidationPolicy, seen: Seen): Promise<string[]> {
  const found: string[] = [];
  const urn = seen.urn ?? `urn:pulumi:test::project::${seen.type}::${seen.name}`;
  const args = { opts: {}, stackTags: new Map(), ...seen, urn, props: unknownCheckingProxy(seen.props ?? {}) };
  for (const validate of [policy.validateResource ?? []].flat()) {
    await validate(args as unknown as ResourceValidationArgs, (message) => found.push(message));
  }
  return found;
}
