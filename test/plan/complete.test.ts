import { describe, expect, it } from "vitest";
import { complete } from "../../plan/read-plan";
import type { SparsePlan } from "../../plan/plan";
import { reachable, sectionExample } from "../../plan/plan-page";
import { noteOf } from "../../plan/written/field";
import { writtenPlan } from "../../plan/written/written-plan";
import { underneath } from "../../plan/written/section";
import type { SectionShape } from "../../plan/written/section";
import { writtenExample } from "./written-example";

type Written = Readonly<Record<string, unknown>>;

/** Where each section stands in a plan, as the key path from the top. */
function places(
  schema: Parameters<typeof underneath>[0],
  path: readonly string[] = [],
): readonly (readonly [SectionShape, readonly string[]])[] {
  const inside = underneath(schema);
  if (inside.kind === "list") return places(inside.element, [...path, "0"]);
  if (inside.kind !== "section") return [];
  const own = [[inside.section, path] as const];
  return [...own, ...Object.entries(inside.section.shape).flatMap(([key, field]) => places(field, [...path, key]))];
}

/** Puts a value at a path into a copy of a written plan, making lists and mappings on the way. */
function placed(written: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (key === "0") return [placed(Array.isArray(written) ? written[0] : undefined, rest, value)];
  const mapping = typeof written === "object" && written !== null ? (written as Written) : {};
  return { ...mapping, [key]: placed(mapping[key], rest, value) };
}

const parsed = (written: unknown): unknown => complete(writtenPlan.parse(written) as SparsePlan);
const defaults = places(writtenPlan).flatMap(([section, path]) =>
  Object.entries(section.shape).flatMap(([key, field]) => {
    const value = noteOf(field)?.default;
    return value === undefined ? [] : [[[...path, key].join("."), section, path, key, value] as const];
  }),
);

describe("a default", () => {
  it("stands at more than thirty keys, in every section that has one", () => {
    expect(defaults.length).toBeGreaterThan(30);
    expect(reachable(writtenPlan, []).length).toBeGreaterThan(25);
  });

  it.each(defaults)("is what the reference says: %s", (_, section, path, key, value) => {
    // Without what only the example says, so that nothing but the key itself differs.
    const base = path.length === 0 ? writtenExample() : placed(writtenExample(), path, sectionExample(section));
    const whole = Object.entries((path.length === 0 ? base : sectionExample(section)) as Written);
    const left = placed(base, path, Object.fromEntries(whole.filter(([one]) => one !== key)));
    expect(parsed(placed(left, [...path, key], value))).toEqual(parsed(left));
  });
});
