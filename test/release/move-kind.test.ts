import { describe, expect, it } from "vitest";
import { moveKind } from "../../release/move-kind";
import type { Asked } from "../../release/asked";
import { askFor } from "./support/ask";
import { type BuiltName, catalogue } from "./support/catalogue";
import { storyPlan, worldAt } from "./support/story";

const kindOf = (
  world: ReturnType<typeof worldAt>,
  name: BuiltName,
  phase: string,
  changes: Partial<Asked> = {},
): string => moveKind(storyPlan.short, { ...askFor(catalogue[name], phase), ...changes }, world.progress);
const nowhere = { ...worldAt("canary", 5), progress: undefined };
const graduated = worldAt("graduated", 25);
const complete = worldAt("complete", 100);

describe("a move is", () => {
  it.each([
    ["a bootstrap before there is progress", kindOf(nowhere, "running", "bootstrap"), "bootstrap"],
    ["up before there is progress, whatever else is asked", kindOf(nowhere, "running", "complete"), "up"],
    ["a bootstrap again, to be refused", kindOf(graduated, "first", "bootstrap"), "bootstrap"],
    ["a bootstrap of another release, to be refused", kindOf(graduated, "fixed", "bootstrap"), "bootstrap"],
    ["a stay at the same stage", kindOf(graduated, "first", "graduated"), "stay"],
    ["up at the same stage with another profile", kindOf(graduated, "first", "graduated", { profile: "hotfix" }), "up"],
    [
      "up at the same stage with a contract migration",
      kindOf(complete, "first", "complete", { contractMigration: "drop" }),
      "up",
    ],
    [
      "a stay once the contract migration has run",
      kindOf(worldAt("complete", 100, { pointOfNoReturn: "first" }), "first", "complete", {
        contractMigration: "drop",
      }),
      "stay",
    ],
    ["down to an earlier phase", kindOf(graduated, "first", "canary"), "down"],
    ["down to prepare", kindOf(graduated, "first", "prepare"), "down"],
    [
      "down with another profile, which stays what it was",
      kindOf(graduated, "first", "canary", { profile: "hotfix" }),
      "down",
    ],
    ["up to the next phase", kindOf(graduated, "first", "full"), "up"],
    ["up at the same phase with another plan", kindOf(graduated, "otherPlan", "graduated"), "up"],
    ["up to an earlier phase with another plan", kindOf(graduated, "otherPlan", "canary"), "up"],
    ["up to an earlier phase with other templates", kindOf(graduated, "otherTemplate", "canary"), "up"],
    ["up from a bootstrap to its completion", kindOf(worldAt("bootstrap", 100), "first", "complete"), "up"],
    ["a stay at the bootstrap", kindOf(worldAt("bootstrap", 100), "first", "bootstrap"), "stay"],
    ["up from complete to an earlier phase, to be refused", kindOf(complete, "first", "canary"), "up"],
    ["down from the sign-offs to complete", kindOf(worldAt("sign-offs", 100), "first", "complete"), "down"],
    ["up from the sign-offs to a phase, to be refused", kindOf(worldAt("sign-offs", 100), "first", "full"), "up"],
    ["a return to a completed release", kindOf(complete, "running", "complete"), "return"],
    ["a return from the middle of a release", kindOf(graduated, "running", "complete"), "return"],
    ["up when a completed release is asked for another stage", kindOf(complete, "running", "prepare"), "up"],
    ["up when what is asked never completed", kindOf(complete, "fixed", "complete"), "up"],
  ])("%s", (_title, kind, expected) => {
    expect(kind).toBe(expected);
  });
});
