import { fail, pass } from "../verdict";
import { authorsOf } from "./authors";
import type { GateJudge } from "./gate-question";
import { judgeNewest, together } from "./judge-newest";
import { signCommand } from "./sign-command";

/** The migrations of every service ran on staging, and the data was found whole afterwards. */
export const migration: GateJudge = (question) => {
  const { migrations, staging } = question.plan;
  if (migrations.length === 0) return pass("migration: the plan has none");
  const stack = staging?.stack;
  if (stack === undefined)
    return fail(
      "migration: must be proven on staging, got no staging in the plan",
      "author of the plan: describe staging",
    );
  const verdicts = migrations.map(({ service }) =>
    judgeNewest(question, {
      kind: "migration",
      what: `migration of "${service}" on "${stack}"`,
      about: service,
      aboutOf: ({ claim }) => claim.service,
      stack,
      objection: ({ claim }) => {
        if (claim.outcome !== "done") return "failed";
        return claim.dataWhole ? undefined : "did not leave the data whole";
      },
      shows: () => "done, the data is whole",
      remedy: signCommand("migration", question, { service }, stack),
    }),
  );
  return together(verdicts, "migration: every migration ran on staging");
};

/** The migrations were reviewed by somebody other than their author. */
export const migrationReview: GateJudge = (question) => {
  const { migrations } = question.plan;
  if (migrations.length === 0) return pass("migration review: the plan has no migration");
  const verdicts = migrations.map(({ service }) =>
    judgeNewest(question, {
      kind: "migration-review",
      what: `migration review of "${service}"`,
      about: service,
      aboutOf: ({ claim }) => claim.service,
      objection: ({ claim, signer }) => {
        if (claim.outcome !== "approved") return "is a rejection";
        const authors = authorsOf(question);
        const wrote = [question.personOf(claim.author), ...(authors.kind === "known" ? authors.people : [])];
        return wrote.includes(signer.name) ? `is signed by its author ${signer.name}` : undefined;
      },
      shows: () => "approved",
      remedy: signCommand("migration-review", question, { service, outcome: "approved" }),
    }),
  );
  return together(verdicts, "migration review: every migration was reviewed");
};
