import type { Measured, TestCounts } from "../../evidence/reports/measured";
import { fail } from "../verdict";
import type { GateJudge } from "./gate-question";
import { judgeNewest, together } from "./judge-newest";
import { builtFromAnother } from "./provenance";
import { signCommand } from "./sign-command";

/** Every suite of the plan ran in full and reached its pass rate. */
export const tests: GateJudge = (question) => {
  const { tests: suites } = question.plan;
  if (suites.length === 0)
    return fail("tests: must name one suite or more, got none", "author of the plan: name the suites under tests");
  const verdicts = suites.map(({ suite, count, passPercent }) =>
    judgeNewest(question, {
      kind: "tests",
      what: `test suite "${suite}"`,
      about: suite,
      aboutOf: ({ claim }) => claim.suite,
      objection: ({ measured, bound }) =>
        countObjection(measured, count ?? 1, passPercent) ?? builtFromAnother(question, bound.source),
      shows: ({ measured }) => countText(measured),
      remedy: signCommand("tests", question, { suite }),
    }),
  );
  return together(verdicts, `tests: ${suites.map(({ suite }) => `"${suite}"`).join(", ")} passed`);
};

/** The critical journeys work on the candidate: each ran, and none failed. */
export const smokeTest: GateJudge = (question) =>
  judgeNewest(question, {
    kind: "smoke-test",
    what: "smoke test",
    objection: ({ measured }) => countObjection(measured, 1, 100),
    shows: ({ measured }) => countText(measured),
    remedy: signCommand("smoke-test", question),
  });

/** Fewer tests than expected, none at all, a skipped one, or too few that pass: each is a failure of its own. */
function countObjection(measured: Measured | undefined, atLeast: number, passPercent: number): string | undefined {
  if (measured?.kind !== "tests") return "carries no test report";
  const { total, passed, skipped } = measured;
  if (total === 0) return "ran no test";
  if (total < atLeast) return `must run ${atLeast} tests, got ${total}`;
  if (skipped > 0) return `must skip no test, got ${skipped} skipped of ${total}`;
  return passed * 100 >= passPercent * total ? undefined : `${passPercent} % must pass, got ${passed}/${total}`;
}

const countText = (measured: Measured | undefined): string =>
  measured?.kind === "tests" ? `${passedText(measured)} passed` : "";

const passedText = ({ passed, total }: TestCounts): string => `${passed}/${total}`;
