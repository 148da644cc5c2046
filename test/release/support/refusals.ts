import { absent, present, unknown } from "../../../release/known";
import type { Situation } from "../../../release/situation";
import { asking, beforeBootstrap, heldAt, worldAt } from "./story";
import { moment, type World } from "./world";

const canary = worldAt("canary", 5);
const complete = worldAt("complete", 100);
const gone = { progress: undefined, weightPercent: 0 } as const;
const silent = unknown("the API server does not answer");
const up = (changes: Partial<Situation>): Situation => asking(canary, "first", "graduated", changes);
const asked = (changes: Partial<Situation["asked"]>, world = canary, phase = "graduated"): Situation => {
  const situation = asking(world, "first", phase);
  return { ...situation, asked: { ...situation.asked, ...changes } };
};
const without = (situation: Situation, ...gates: readonly string[]): Situation => ({
  ...situation,
  verdicts: situation.verdicts.filter(({ gate }) => !gates.includes(gate ?? "")),
});
const progressWith = (changes: Partial<NonNullable<World["progress"]>>): World => worldAt("canary", 5, changes);

/** The release that was rolled back has given way to the stable one again. */
function runningAgain(): NonNullable<World["progress"]> {
  const progress = worldAt("complete", 100).progress;
  if (progress === undefined) throw new Error("there is progress");
  const [, running] = progress.completed;
  if (running === undefined) throw new Error("two releases have completed");
  return { ...progress, sourceRevision: "s0", release: running, stable: running, completed: [running] };
}

/** One situation a row, each with one thing that is refused. */
export const refusals: readonly (readonly [string, Situation])[] = [
  ["progress cannot be read", up({ progress: silent })],
  ["the hold cannot be read", up({ hold: silent })],
  ["the hold was deleted", up({ hold: absent })],
  ["the weight cannot be read", up({ weight: silent })],
  ["the weight is absent", up({ weight: absent })],
  ["the weight is no share", up({ weight: present(120) })],
  ["progress was written by a newer version", asking(progressWith({ schema: 2 }), "first", "graduated")],
  ["progress belongs to another stack", asking(progressWith({ stack: "staging" }), "first", "graduated")],
  ["progress lies in the future", asking(progressWith({ since: "2026-11-21T10:31:01Z" }), "first", "graduated")],
  [
    "the last completion lies in the future",
    asking(progressWith({ completedAt: "2027-01-01T00:00:00Z" }), "first", "graduated"),
  ],
  [
    "the hold lies in the future",
    up({ hold: present({ release: "first", ceilingPercent: 100, reason: "open", at: "later" }) }),
  ],
  ["the clock is wrong", up({ clockSkewSeconds: present(-61) })],
  ["the platform's time is unknown", up({ clockSkewSeconds: silent })],
  ["the platform tells no time", up({ clockSkewSeconds: absent })],
  ["the stage is none of the plan", asking(canary, "first", "half")],
  ["the asked plan lost the stage of the release", asking(worldAt("tenth", 10), "first", "graduated")],
  ["the configuration names a stable release of its own", asked({ stable: "mine" })],
  ["nothing was bootstrapped", asking(beforeBootstrap, "first", "prepare")],
  ["a second bootstrap", asking(canary, "first", "bootstrap")],
  ["progress was deleted, the journal knows", asking({ ...canary, ...gone, hold: undefined }, "first", "bootstrap")],
  [
    "progress was deleted, a hold stands",
    asking({ ...heldAt(canary, 0), ...gone, journal: beforeBootstrap.journal }, "first", "bootstrap"),
  ],
  ["an unsigned bootstrap", without(asking(beforeBootstrap, "running", "bootstrap"), "bootstrap")],
  ["a new release at a phase", asking(canary, "fixed", "canary")],
  ["changed templates at the same phase", asking(canary, "otherTemplate", "canary")],
  ["changed templates on the way down", asking(worldAt("graduated", 25), "otherTemplate", "canary")],
  ["a skipped phase", asking(canary, "first", "full")],
  ["a completion from the first phase", asking(canary, "first", "complete")],
  ["a phase for the stable release", asking(complete, "first", "canary")],
  ["a hotfix half-way", asked({ profile: "hotfix" })],
  ["a rehearsal plan in production", up({ lifeCycle: { ...up({}).lifeCycle, rehearsal: true } })],
  ["a contract migration beside the stable release", asked({ contractMigration: "drop-column" })],
  [
    "a return behind a contract migration",
    asking(worldAt("complete", 100, { pointOfNoReturn: "first" }), "running", "complete"),
  ],
  [
    "a return to what was rolled back",
    asking(
      {
        ...complete,
        journal: {
          ...complete.journal,
          holds: [{ release: "running", ceilingPercent: 0, reason: "data lost", at: moment(2) }],
        },
      },
      "running",
      "complete",
    ),
  ],
  ["a return without a journal", asking(complete, "running", "complete", { journal: silent })],
  ["a raise above the ceiling", asking({ ...heldAt(canary, 5), weightPercent: 5 }, "first", "graduated")],
  ["a climb from a share that is not held", asking({ ...worldAt("graduated", 25), weightPercent: 5 }, "first", "full")],
  ["a stable release that has not all traffic", asking({ ...complete, weightPercent: 60 }, "first", "sign-offs")],
  ["a climb from nothing", asking({ ...worldAt("graduated", 25), weightPercent: 0 }, "first", "full")],
  ["what runs cannot be read", up({ running: silent })],
  ["nothing runs as the stable release", up({ running: absent })],
  [
    "another release runs as the stable one",
    up({ running: present({ stable: { api: "sha256:other" }, replaced: [] }) }),
  ],
  [
    "a renamed service",
    up({
      running: present({
        stable: { api: "sha256:0" },
        replaced: [`service "web": runs here and can be neither renamed nor removed, got services api`],
      }),
    }),
  ],
  [
    "a freeze",
    up({
      freezes: present([
        { kind: "window", reason: `freeze window "year end"`, until: "2027-01-04T00:00:00Z" },
        { kind: "blind", reason: "no rule watches the candidate" },
      ]),
    }),
  ],
  ["freezes cannot be read", up({ freezes: silent })],
  ["no calendar", up({ freezes: absent })],
  ["the journal cannot be read", up({ journal: silent })],
  ["the journal is absent", up({ journal: absent })],
  ["the journal was cut", up({ journal: present({ ...canary.journal, head: "other", reachesProgress: false }) })],
  ["a release of unknown source", asking(complete, "fixed", "prepare", { sourceRevision: absent })],
  [
    "the same release after a rollback",
    asking(
      { ...heldAt(canary, 0), progress: { ...worldAt("canary", 5).progress, ...runningAgain() } },
      "first",
      "prepare",
    ),
  ],
  ["a rebuild of a rolled-back source", asking(heldAt(canary, 0), "rebuilt", "prepare")],
  [
    "a rollback that nobody knows more of",
    asking(
      { ...canary, hold: { release: "foreign", ceilingPercent: 0, reason: "error rate", at: moment(6) } },
      "fixed",
      "prepare",
    ),
  ],
  [
    "a fix without cause and staging",
    without(asking(heldAt(canary, 0), "fixed", "prepare"), "staging-since-rollback", "rollback-cause"),
  ],
  ["an unsigned trust", without(up({ trustHash: "trust-2" }), "trust-change")],
  [
    "no gates",
    up({
      verdicts: [],
      lifeCycle: {
        ...up({}).lifeCycle,
        minimumGates: [],
        phases: up({}).lifeCycle.phases.map((one) => ({ ...one, enter: [] })),
      },
    }),
  ],
  ["gates that were not judged", without(up({}), "minimum", "enter-graduated", "soak")],
  [
    "a completed release without a backup before its contract migration",
    without(asked({ contractMigration: "drop-column" }, complete, "sign-offs"), "backup"),
  ],
  [
    "gates that fail, are unknown and object",
    up({
      verdicts: [
        {
          gate: "minimum",
          status: "fail",
          reason: "two approvals of three",
          remedy: 'security: sign with "sluice approve"',
        },
        { gate: "enter-graduated", status: "unknown", reason: "no evidence was found" },
        { gate: "soak", status: "pass", reason: "48 hours" },
        { gate: "extra", status: "fail", reason: "a customer reported a loss" },
        { status: "unknown", reason: "the judge crashed" },
      ],
    }),
  ],
];
