import { describe, expect, it } from "vitest";
import { blockerLine } from "../../release/blocker";
import { guards } from "../../release/guards";
import { judgeMove } from "../../release/judge-move";
import type { Situation } from "../../release/situation";
import { refusals } from "./support/refusals";

const linesOf = (situation: Situation): readonly string[] => {
  const move = judgeMove(situation);
  if (move.kind !== "refused") return [`ALLOWED ${move.kind}`];
  return move.blockers.map((blocker) => `  ${blocker.guard}: ${blockerLine(blocker)}`);
};

describe("refusals", () => {
  it("say what was found and who must do what, in the words of the plan", async () => {
    const text = refusals.map(([title, situation]) => [title, ...linesOf(situation)].join("\n")).join("\n\n");
    await expect(`${text}\n`).toMatchFileSnapshot("expected/refusals.txt");
  });

  it("are shown for every guard there is", () => {
    const shown = new Set(
      refusals.flatMap(([, situation]) => {
        const move = judgeMove(situation);
        return move.kind === "refused" ? move.blockers.map(({ guard }) => guard) : [];
      }),
    );
    const all = [...Object.keys(guards.state), ...Object.keys(guards.move)];
    expect(all.filter((guard) => !shown.has(guard))).toEqual([]);
  });

  it("list the same blockers in the same order, however often they are judged", () => {
    for (const [, situation] of refusals) expect(judgeMove(situation)).toEqual(judgeMove(structuredClone(situation)));
  });
});
