import type { Hold } from "../../../release/hold";
import { absent, type Known, present, unknown } from "../../../release/known";
import type { Situation } from "../../../release/situation";
import type { Verdict } from "../../../release/verdict";

/** One thing that is wrong with a situation, or unusual about it. */
export interface Fault {
  readonly name: string;
  readonly on: (situation: Situation) => Situation;
  /** Whether it is no fault of reading but something that a person may really ask for, so that the search goes on from where it leads. */
  readonly isReal?: boolean;
}

const gates = [
  "bootstrap",
  "minimum",
  "stage",
  "signed-off",
  "soak",
  "trust-change",
  "backup",
  "staging-since-rollback",
  "rollback-cause",
];

/** `stage` stands for the gate of whichever stage is asked. */
const isGate = (gate: string, name: string | undefined): boolean =>
  gate === name || (gate === "stage" && name?.startsWith("enter-") === true);

const withVerdict = (gate: string, verdict: Verdict | undefined) => (situation: Situation) => ({
  ...situation,
  verdicts: situation.verdicts.flatMap((one) =>
    isGate(gate, one.gate) ? (verdict === undefined ? [] : [{ ...one, ...verdict }]) : [one],
  ),
});

const gateFaults = gates.flatMap((gate): readonly Fault[] => [
  { name: `gate ${gate} fails`, on: withVerdict(gate, { status: "fail", reason: "what was found is too old" }) },
  { name: `gate ${gate} is unknown`, on: withVerdict(gate, { status: "unknown", reason: "nothing was found" }) },
  { name: `gate ${gate} was not judged`, on: withVerdict(gate, undefined) },
]);

const set =
  (changes: Partial<Situation>) =>
  (situation: Situation): Situation => ({ ...situation, ...changes });
const ask =
  (changes: Partial<Situation["asked"]>) =>
  (situation: Situation): Situation => ({ ...situation, asked: { ...situation.asked, ...changes } });
const change = <T>(known: Known<T>, on: (value: T) => T): Known<T> =>
  known.kind === "present" ? present(on(known.value)) : known;

const future = "2026-11-21T10:31:01Z";
const silent = unknown("the API server does not answer");

const withHold = (changes: Partial<Hold>) => (situation: Situation) => ({
  ...situation,
  hold: change(situation.hold, (hold) => ({ ...hold, ...changes })),
});

const stateFaults: readonly Fault[] = [
  { name: "progress unknown", on: set({ progress: silent }) },
  { name: "hold unknown", on: set({ hold: silent }) },
  { name: "weight unknown", on: set({ weight: silent }) },
  { name: "hold deleted", on: set({ hold: absent }) },
  { name: "progress deleted", on: set({ progress: absent }) },
  { name: "progress, hold and weight deleted", on: set({ progress: absent, hold: absent, weight: absent }) },
  { name: "weight lowered by hand", on: (s) => ({ ...s, weight: change(s.weight, (weight) => Math.min(weight, 3)) }) },
  { name: "weight raised by hand", on: (s) => ({ ...s, weight: change(s.weight, (weight) => Math.max(weight, 60)) }) },
  { name: "weight absent", on: set({ weight: absent }) },
  { name: "weight no number", on: set({ weight: present(Number.NaN) }) },
  { name: "weight too large", on: set({ weight: present(101) }) },
  { name: "weight negative", on: set({ weight: present(-1) }) },
  { name: "what runs unknown", on: set({ running: silent }) },
  { name: "nothing runs", on: set({ running: absent }) },
  {
    name: "foreign pods as stable",
    on: (s) => ({ ...s, running: change(s.running, (r) => ({ ...r, stable: { api: "foreign" } })) }),
  },
  {
    name: "candidate promoted by hand",
    on: (s) => ({
      ...s,
      running:
        s.progress.kind === "present"
          ? present({ stable: s.progress.value.release.artifacts, replaced: [] })
          : s.running,
    }),
  },
  {
    name: "a service renamed",
    on: (s) => ({
      ...s,
      running: present({
        stable: {},
        ...(s.running.kind === "present" ? s.running.value : {}),
        replaced: [`service "api": runs here`],
      }),
    }),
  },
  { name: "newer schema", on: (s) => ({ ...s, progress: change(s.progress, (p) => ({ ...p, schema: 2 })) }) },
  {
    name: "schema no number",
    on: (s) => ({ ...s, progress: change(s.progress, (p) => ({ ...p, schema: Number.NaN })) }),
  },
  { name: "other system", on: ask({ system: "other" }) },
  { name: "other stack", on: ask({ stack: "other" }) },
  {
    name: "since in the future",
    on: (s) => ({ ...s, progress: change(s.progress, (p) => ({ ...p, since: future })) }),
  },
  { name: "since no time", on: (s) => ({ ...s, progress: change(s.progress, (p) => ({ ...p, since: "soon" })) }) },
  {
    name: "completed in the future",
    on: (s) => ({ ...s, progress: change(s.progress, (p) => ({ ...p, completedAt: future })) }),
  },
  { name: "held in the future", on: (s) => ({ ...s, hold: change(s.hold, (hold) => ({ ...hold, at: future })) }) },
  { name: "held by no number", on: withHold({ ceilingPercent: Number.NaN }) },
  { name: "held by a share below 0 %", on: withHold({ ceilingPercent: -1 }) },
  { name: "hold opened by hand", on: withHold({ ceilingPercent: 100 }) },
  { name: "hold on a foreign release", on: withHold({ release: "foreign", ceilingPercent: 0 }) },
  { name: "clock behind", on: set({ clockSkewSeconds: present(61) }) },
  { name: "clock ahead", on: set({ clockSkewSeconds: present(-61) }) },
  { name: "clock no number", on: set({ clockSkewSeconds: present(Number.NaN) }) },
  { name: "clock unknown", on: set({ clockSkewSeconds: silent }) },
  { name: "clock absent", on: set({ clockSkewSeconds: absent }) },
];

const moveFaults: readonly Fault[] = [
  { name: "journal unknown", on: set({ journal: silent }) },
  { name: "journal absent", on: set({ journal: absent }) },
  {
    name: "journal cut",
    on: (s) => ({ ...s, journal: change(s.journal, (journal) => ({ ...journal, reachesProgress: false })) }),
  },
  { name: "freeze", on: set({ freezes: present([{ kind: "window", reason: `freeze window "year end"` }]) }) },
  { name: "freeze unknown", on: set({ freezes: silent }) },
  { name: "freeze absent", on: set({ freezes: absent }) },
  { name: "source unknown", on: set({ sourceRevision: silent }) },
  { name: "source absent", on: set({ sourceRevision: absent }) },
  { name: "source empty", on: set({ sourceRevision: present("") }) },
  { name: "trust changed", isReal: true, on: set({ trustHash: "trust-2" }) },
  { name: "foreign stable", on: ask({ stable: "foreign" }) },
  { name: "rehearsal plan", on: (s) => ({ ...s, lifeCycle: { ...s.lifeCycle, rehearsal: true } }) },
  {
    name: "rehearsal plan on a stack for it",
    on: (s) => ask({ rehearsal: true })({ ...s, lifeCycle: { ...s.lifeCycle, rehearsal: true } }),
  },
  { name: "hotfix", on: ask({ profile: "hotfix" }) },
  { name: "contract migration", isReal: true, on: ask({ contractMigration: "drop-column" }) },
  {
    name: "no gates named",
    on: (s) => ({
      ...s,
      lifeCycle: {
        ...s.lifeCycle,
        minimumGates: [],
        phases: s.lifeCycle.phases.map((p) => ({ ...p, enter: [] })),
        stageGates: { bootstrap: [], prepare: [], complete: [], "sign-offs": [] },
      },
    }),
  },
  {
    name: "an objection",
    on: (s) => ({
      ...s,
      verdicts: [...s.verdicts, { gate: "extra", status: "fail", reason: "a customer reported a loss" }],
    }),
  },
  {
    name: "a nameless objection",
    on: (s) => ({ ...s, verdicts: [...s.verdicts, { status: "unknown", reason: "the judge crashed here" }] }),
  },
  {
    name: "a second verdict",
    on: (s) => ({
      ...s,
      verdicts: [...s.verdicts, { gate: "minimum", status: "fail", reason: "withdrawn by its signer" }],
    }),
  },
];

const without = (gate: string, changed: (situation: Situation) => Situation) => (situation: Situation) =>
  withVerdict(gate, undefined)(changed(situation));

const pairFaults: readonly Fault[] = [
  { name: "trust changed, unsigned", on: without("trust-change", set({ trustHash: "trust-2" })) },
  { name: "contract migration without a backup", on: without("backup", ask({ contractMigration: "drop-column" })) },
];

/** Everything that can be wrong or unusual, one at a time. */
export const faults: readonly Fault[] = [...stateFaults, ...moveFaults, ...pairFaults, ...gateFaults];
