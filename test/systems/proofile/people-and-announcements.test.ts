import type { Plan } from "../../../plan/plan";
import { testSeedRows } from "../seed-figures";
import type { SeedFigure } from "../seed-figures";

const title = (name: string) => (plan: Plan) => plan.roles.find((role) => role.name === name)?.title;
const told = (what: string) => (plan: Plan) => plan.announcements.find((one) => one.what.includes(what))?.when.kind;
const channel = (name: string) => (plan: Plan) => plan.announcements.some(({ channels }) => channels.includes(name));

const people: readonly SeedFigure[] = [
  [346, "Release Manager", "role", "Release Manager", title("release-manager")],
  [348, "go/no-go", "decision of the release manager", "release-manager", (plan) => plan.decisions[0]?.role],
  [353, "Backend Team", "role", "Backend Team", title("backend")],
  [360, "Frontend Team", "role", "Frontend Team", title("frontend")],
  [367, "DevOps Team", "role", "DevOps Team", title("devops")],
  [374, "QA Team", "role", "QA Team", title("qa")],
  [358, "On-call", "roles on call", ["backend", "frontend", "devops", "qa"], (plan) => plan.onCall.roles],
  [386, "scheduled deployment", "announcement", "before", told("scheduled deployment")],
  [387, "expected changes", "announcement", "before", told("expected changes")],
  [388, "release notes", "announcement", "before", told("release notes")],
  [392, "every phase", "announcement", "every-phase", told("status")],
  [393, "issues", "announcement", "trouble", told("issues")],
  [394, "availability", "announcement", "every-phase", told("expected availability")],
  [398, "successful release", "announcement", "after", told("success")],
  [399, "Thank you", "announcement", "after", told("thanks")],
  [400, "Lessons learned", "announcement", "after", told("lessons learned")],
  [401, "Next steps", "announcement", "after", told("next steps")],
  [404, "Email", "channel", true, channel("email")],
  [405, "Slack", "channel", true, channel("slack")],
  [406, "Status Page", "channel", true, channel("status page")],
  [407, "Blog", "channel", true, channel("blog")],
];

testSeedRows("002", "proofile", people);
