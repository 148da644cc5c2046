import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { planPage, reachable, sectionExample } from "../../plan/plan-page";
import { writtenPlan } from "../../plan/written/written-plan";

const sections = reachable(writtenPlan, []).filter(([{ title }]) => title !== "plan");

describe("the reference page of a plan", () => {
  it.each(sections.map(([section, schema]) => [section.title, section, schema] as const))(
    "shows an example of %s that can be read",
    (title, section, schema: z.ZodType) => {
      expect(schema.safeParse(sectionExample(section)).error?.issues ?? []).toEqual([]);
      expect(planPage()).toContain(`\n## ${title}\n`);
    },
  );

  it("shows what is allowed in our own words everywhere", () => {
    expect(planPage()).not.toMatch(/Invalid input|undefined|\[object/);
  });
});
