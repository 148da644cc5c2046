import { expect, expectTypeOf, it } from "vitest";
import { Progress } from "../../contract/progress";
import type { Progress as DomainProgress } from "../../release/progress";

const release = {
  id: "r1",
  artifacts: { api: `sha256:${"a".repeat(64)}` },
  templatesHash: "t",
  planHash: `v1:${"b".repeat(64)}`,
};
const progress: Progress = {
  schema: 1,
  system: "shop",
  stack: "production",
  release,
  stable: release,
  phase: "canary",
  sharePercent: 5,
  profile: "normal",
  since: "2026-11-21T10:00:00Z",
  completed: [release],
  completedAt: "2026-11-20T10:00:00Z",
  trustHash: "v1:t",
  journalHead: "j",
};

it("has exactly the fields of the domain's progress", () => {
  // The compiler proves it; at run time this line does nothing.
  expectTypeOf<Progress>().toEqualTypeOf<DomainProgress>();
  expect(Progress.parse(progress)).toEqual(progress);
});

it("keeps the optional fields that it is given", () => {
  const more = { ...progress, pointOfNoReturn: "r1", sourceRevision: "0123456" };
  expect(Progress.parse(more)).toEqual(more);
});

it.each([
  ["a time without a zone", { since: "2026-11-21T10:00:00" }],
  ["a share above 100 percent", { sharePercent: 120 }],
  ["a field that it does not know", { forced: true }],
  ["a stable release that is a name only", { stable: "r1" }],
  ["a profile that nobody knows", { profile: "fast" }],
])("refuses %s", (_what, change) => {
  expect(Progress.safeParse({ ...progress, ...change }).success).toBe(false);
});
