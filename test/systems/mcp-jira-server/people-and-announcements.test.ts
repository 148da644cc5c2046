import type { Plan } from "../../../plan/plan";
import { testSeedRows } from "../seed-figures";
import type { SeedFigure } from "../seed-figures";

const title = (name: string) => (plan: Plan) => plan.roles.find((role) => role.name === name)?.title;
const told = (what: string) => (plan: Plan) => plan.announcements.find((one) => one.what.includes(what));

const people: readonly SeedFigure[] = [
  [32, "DevOps Team", "role", "DevOps Team", title("devops")],
  [43, "QA Team", "role", "QA Team", title("qa")],
  [67, "Documentation Team", "role", "Documentation Team", title("documentation")],
  [91, "Full Team", "role", "Full Team", title("full-team")],
  [98, "Stakeholder sign-off", "role of the sign-off", ["stakeholder"], (plan) => plan.signOffs[0]?.roles],
  [148, "go/no-go decision", "decision before full rollout", ["full"], (plan) => plan.decisions[1]?.before],
  [
    217,
    "Stakeholders informed of progress",
    "announcement",
    { kind: "every-phase" },
    (plan) => told("progress")(plan)?.when,
  ],
  [225, "Users informed of go-live", "announcement", ["users"], (plan) => told("is live")(plan)?.audience],
  [226, "Support team", "role", "Support Team", title("support")],
  [238, "Automatic alerts", "announcement", { kind: "trouble" }, (plan) => told("automatic alert")(plan)?.when],
  [244, "User notification", "announcement", ["users"], (plan) => told("switched off")(plan)?.audience],
  [
    250,
    "Internal team notification",
    "announcement",
    ["full team"],
    (plan) => told("monitoring by hand")(plan)?.audience,
  ],
  [260, "Team lead authorizes", "role of the rollback", ["team-lead"], (plan) => plan.rollback.orderedBy],
  [
    263,
    "Notify stakeholders and users",
    "announcement",
    ["stakeholders", "users"],
    (plan) => told("previous version")(plan)?.audience,
  ],
];

testSeedRows("000", "mcp-jira-server", people);
