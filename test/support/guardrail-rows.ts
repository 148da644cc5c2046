import { expect, it } from "vitest";
import type { Reported, RunningPack, Shown } from "./policy-pack";

/** A change that one guardrail refuses: what is changed, by which policy it is refused, how the resource looks then, and what is found. */
export type GuardrailRow = readonly [sentence: string, policy: string, resource: () => Shown, found: string];

/** The resource with another value at a path of its properties such as `spec.rules.0`; `undefined` takes the value away. */
export function changed(resource: Shown, path: string, value: unknown): Shown {
  const copy = structuredClone({ ...resource });
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let inner = copy.props as Record<string, unknown>;
  for (const key of keys) inner = (inner[key] ??= {}) as Record<string, unknown>;
  if (value === undefined) Reflect.deleteProperty(inner, last);
  else inner[last] = value;
  return copy;
}

/** Another resource at the same place below the release. */
export const beside = ({ urn = "" }: Shown, type: string, props: object): Shown => ({
  ...{ type, name: "more", props, protect: true },
  urn: urn.replace(/\$[^$]*::[^:]*$/, `$${type}::more`),
});

/** What the guardrails say of a resource; the gate's word on the claim, for which nobody has signed, is left out. */
export async function said(pack: RunningPack, resource: Shown): Promise<readonly Reported[]> {
  return (await pack.analyze(resource)).filter(({ policy }) => policy !== "life-cycle");
}

/** One test a row: the policy of the row refuses, as mandatory, says what it found, and ends with what to run. */
export function refusesEach(rows: readonly GuardrailRow[], pack: () => RunningPack): void {
  it.each(rows)("refuses %s", async (_sentence, policy, resource, found) => {
    const shown = resource();
    const reported = (await said(pack(), shown)).filter((one) => one.policy === policy);
    expect(reported.map(({ message }) => message.split("\n")[1]?.split(". ")[0])).toEqual([
      `${shown.type} "${shown.name}": ${found}`.split(". ")[0],
    ]);
    expect(reported.map(({ level }) => level)).toEqual([1]);
  });
}
