import { describe, expect, it } from "vitest";
import { guards } from "../../release/guards";
import { withoutGuard } from "./support/without-guard";

/** Searching is plain computing: a busy machine takes its time. */
const timeout = 300_000;

describe("guards", () => {
  it.each(Object.keys(guards.state))(
    "over state cannot do without %s",
    (name) => {
      expect(withoutGuard("state", name)).toMatch(/^nothing moves |^a stable release that /);
    },
    timeout,
  );

  it.each(Object.keys(guards.move))(
    "over moves cannot do without %s",
    (name) => {
      expect(withoutGuard("move", name)).toMatch(/\w+.*: [\w-]+ to [\w-]+.*, in /);
    },
    timeout,
  );
});
