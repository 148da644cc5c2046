import { isBeginning } from "./beginning-hold";
import { blockerLine } from "./blocker";
import { secondsOf } from "./instant";
import { stagePercent } from "./life-cycle";
import { sameCandidate, sameRelease } from "./same-release";
import { isComplete, isReserved } from "./stage";
import { findsItsOwn, heldAs, heldBy, namedGates, passes, type Step } from "./step";

type Check = (step: Step) => boolean;

/** If the first is true of a step, so must be the second. */
const when = (condition: Check) => (consequence: Check) => (step: Step) => !condition(step) || consequence(step);

const refused = when(({ kind }) => kind === "refused");
const isAllowed = when(({ kind }) => kind !== "refused");
const judged = when(({ kind }) => kind === "up" || kind === "bootstrap");
const up = when(({ kind }) => kind === "up");
const start = when(({ kind, same }) => kind === "up" && !same);
const climb = when(({ kind, same }) => kind === "up" && same);
const returns = when(({ kind }) => kind === "return");

/** Whether exactly the release in progress is asked, and nothing that needs to be judged otherwise. */
const asksTheSame: Check = ({ readable, before, asked, index }) =>
  readable &&
  before !== undefined &&
  index.asked >= 0 &&
  asked.stable === undefined &&
  sameRelease(asked.release, before.release);

const rest = (progress: Step["after"]): string =>
  JSON.stringify({ ...progress, phase: "", sharePercent: 0, since: "" });
const isLine = (line: string): boolean => /^[^\n]{10,}: [^\n]{10,}$/.test(line);

/**
 * What must be true of every step, whatever the situation. Each entry is one sentence of the design and one check that looks only at what went in
 * and what came out, never at how the judge got there. The exhaustive search holds every transition against all of them.
 */
export const invariants: Readonly<Record<string, Check>> = {
  "a refused move changes nothing": refused((s) => s.after === s.before),

  "a refusal says what was found and who must do what, each blocker in one line": refused(
    ({ move }) =>
      move.kind === "refused" && move.blockers.length > 0 && move.blockers.every((one) => isLine(blockerLine(one))),
  ),

  "nothing moves while state is unknown, absent, foreign, newer, or from the future": isAllowed((s) => s.readable),

  "nothing moves towards a stage that the plan does not have, or away from one": isAllowed(
    (s) => s.index.asked >= 0 && (!s.same || s.index.reached >= 0),
  ),

  "absent progress is accepted for the bootstrap only, and only when nothing was deleted": when(
    (s) => s.before === undefined && s.kind !== "refused",
  )(({ kind, asked, situation: { hold, journal } }) => {
    const begun = hold.kind === "present" && isBeginning(hold.value) && hold.value.release === asked.release.id;
    const bootstrapped = journal.kind === "present" && journal.value.bootstrapped;
    return kind === "bootstrap" && (hold.kind !== "present" || begun) && !bootstrapped;
  }),

  "a system is bootstrapped once, with a signature that names its stable release": when((s) => s.kind === "bootstrap")(
    (s) => s.before === undefined && passes(s.situation, "bootstrap") && s.after?.stable === s.asked.release,
  ),

  "a candidate's share rises only by a judged move": when(
    (s) => s.rises && s.before !== undefined && !sameRelease(s.asked.release, s.before.stable),
  )((s) => s.kind === "up" || s.kind === "return"),

  "an upward move has passed the minimum gates of the trust": up((s) =>
    s.lifeCycle.minimumGates.every((gate) => passes(s.situation, gate)),
  ),

  "an upward move has passed the gates of its stage": judged((s) =>
    namedGates(s.situation).every((gate) => passes(s.situation, gate)),
  ),

  "an upward move is judged by one gate or more": judged(
    (s) => namedGates(s.situation).length + s.lifeCycle.minimumGates.length > 0,
  ),

  "an upward move has no gate that objects": judged((s) =>
    s.situation.verdicts.every(({ status }) => status === "pass"),
  ),

  "a phase is left upwards only after its soak": when(
    (s) => s.kind === "up" && s.same && !isReserved(s.before?.phase ?? "") && s.index.asked > s.index.reached,
  )((s) => passes(s.situation, "soak")),

  "an upward move is judged under the trust that progress names, or under a signed one": up(
    (s) => s.before?.trustHash === s.situation.trustHash || passes(s.situation, "trust-change"),
  ),

  "only an upward move takes over another trust": when(
    (s) => s.before !== undefined && s.after?.trustHash !== s.before.trustHash,
  )((s) => s.kind === "up"),

  "an upward move knows the whole journal": judged(
    ({ kind, situation: { journal } }) =>
      (kind === "bootstrap" && journal.kind === "absent") ||
      (journal.kind === "present" && (kind === "bootstrap" || journal.value.reachesProgress)),
  ),

  "nothing goes up in a freeze": judged(
    ({ situation: { freezes } }) => freezes.kind === "present" && freezes.value.length === 0,
  ),

  "no candidate gets more than its ceiling, whether the hold was deleted or not": when(
    (s) => s.kind === "up" || (s.before !== undefined && !sameRelease(s.asked.release, s.before.stable)),
  )((s) => heldAs(s).every(({ ceilingPercent }) => (s.allowed?.sharePercent ?? 0) <= ceilingPercent)),

  "the hold object never says more than the holds on the release": when((s) => s.allowed?.hold !== undefined)((s) =>
    heldAs(s).every(({ ceilingPercent }) => (s.allowed?.hold?.ceilingPercent ?? 0) <= ceilingPercent),
  ),

  "a hold is overwritten only when the journal has it or gets it": when(
    ({ allowed: move, situation: { hold } }) =>
      move?.hold !== undefined && hold.kind === "present" && hold.value.ceilingPercent !== 100,
  )(({ allowed: move, situation: { hold, journal } }) => {
    const known = journal.kind === "present" ? [...journal.value.holds, ...journal.value.lifts] : [];
    const { release, at } = hold.kind === "present" ? hold.value : { release: "", at: "" };
    return [...known, move?.records].some((one) => one?.release === release && one.at === at);
  }),

  "a new release, or a change of templates, starts at prepare with no traffic": start(
    (s) => s.asked.phase === "prepare" && s.allowed?.sharePercent === 0,
  ),

  "no stage is skipped": climb((s) => s.index.asked <= s.index.reached + 1),

  "a candidate rises over a phase of the plan only when it has been in it": climb((s) =>
    s.lifeCycle.phases
      .filter(({ trafficPercent: p }) => p > s.has && p < (s.allowed?.sharePercent ?? 0))
      .every(({ name }) => s.entered.includes(name)),
  ),

  "a release completes only when it has been in the plan's last phase": when(
    (s) => s.kind === "up" && !isComplete(s.before?.phase ?? "") && s.after?.phase === "complete",
  )((s) => s.entered.includes(s.lifeCycle.phases.at(-1)?.name ?? "")),

  "a climb goes on from the share that progress names": when((s) => s.kind === "up" && s.rises && s.same)(
    (s) => s.has >= (s.before?.sharePercent ?? 0),
  ),

  "nothing moves up beside another stable release than that of progress, or by replacing what stands":
    judged(findsItsOwn),

  "after an upward move the release has the share of its stage": up(
    (s) => s.allowed?.sharePercent === stagePercent(s.lifeCycle, s.asked.phase) && s.after?.phase === s.asked.phase,
  ),

  "a stable release that the configuration names is the one of progress": when(
    (s) => s.before !== undefined && s.asked.stable !== undefined,
  )((s) => s.kind === "refused" || s.asked.stable === s.before?.stable.id),

  "the stable release changes only by completion and by return, to the asked one": when(
    (s) => s.before !== undefined && s.after?.stable !== s.before.stable,
  )((s) => s.after?.stable === s.asked.release && isComplete(s.after.phase) && s.after.release === s.asked.release),

  "the stable release never becomes a candidate": when(
    (s) => s.before !== undefined && s.after !== undefined && !isComplete(s.after.phase),
  )((s) => s.before !== undefined && s.after !== undefined && !sameCandidate(s.after.release, s.before.stable)),

  "going down is never refused when only weights change": when(
    (s) =>
      asksTheSame(s) &&
      !isComplete(s.before?.phase ?? "") &&
      s.asked.phase !== "bootstrap" &&
      s.index.asked < s.index.reached,
  )((s) => s.kind === "down"),

  "going down changes weights only": when((s) => s.kind === "down")(
    (s) => s.before !== undefined && sameRelease(s.asked.release, s.before.release) && rest(s.after) === rest(s.before),
  ),

  "staying needs no evidence": when(
    (s) =>
      asksTheSame(s) &&
      s.asked.phase === s.before?.phase &&
      s.asked.profile === s.before.profile &&
      s.asked.contractMigration === undefined,
  )((s) => s.kind === "stay"),

  "staying changes nothing": when((s) => s.kind === "stay")((s) => s.after === s.before),

  "a return goes to exactly one of the last completed releases": returns(
    (s) => s.before?.completed.some((one) => sameRelease(one, s.asked.release)) === true,
  ),

  "returning to the stable release is never refused before a point of no return": when(
    ({ before, readable, asked, index }) =>
      readable &&
      before !== undefined &&
      before.pointOfNoReturn === undefined &&
      !isComplete(before.phase) &&
      asked.phase === "complete" &&
      index.asked >= 0 &&
      asked.stable === undefined &&
      sameRelease(asked.release, before.stable),
  )((s) => s.kind === "return"),

  "a rolled-back release is not returned to": when(
    (s) => s.kind === "return" && s.before !== undefined && !sameRelease(s.asked.release, s.before.stable),
  )((s) => s.situation.journal.kind === "present" && heldAs(s).length === 0),

  "nothing from before a point of no return runs again": when(
    (s) => s.kind !== "refused" && !s.same && s.before?.pointOfNoReturn !== undefined,
  )(({ before, asked }) => {
    const place = before?.completed.findIndex(({ id }) => id === before.pointOfNoReturn) ?? -1;
    return before?.completed.slice(place + 1).every((one) => !sameCandidate(one, asked.release)) ?? false;
  }),

  "completed names only releases that completed, the stable one first, as many as are kept": when(
    (s) => s.after !== undefined,
  )(({ before, after, lifeCycle }) => {
    const [first, ...others] = after?.completed ?? [];
    const known = before?.completed ?? [];
    const kept = others.length < lifeCycle.completedKept;
    return kept && first === after?.stable && others.every((one) => known.includes(one));
  }),

  "what was rolled back does not start again, nor does a rebuild of its source": start((s) =>
    heldAs(s).every(({ ceilingPercent }) => ceilingPercent > 0),
  ),

  "a release starts with a known source": start(
    ({ situation: { sourceRevision } }) => sourceRevision.kind === "present" && sourceRevision.value !== "",
  ),

  "the release after a rollback has newer staging evidence and a signed cause, and the rollback names its source":
    start(({ situation, before }) => {
      const unanswered = heldBy(situation).filter(
        ({ ceilingPercent, at }) => ceilingPercent === 0 && secondsOf(at) > secondsOf(before?.completedAt ?? ""),
      );
      const proven = passes(situation, "staging-since-rollback") && passes(situation, "rollback-cause");
      return unanswered.length === 0 || (proven && unanswered.every((one) => one.sourceRevision !== undefined));
    }),

  "since is written only when the weight is reached and the release is ready": (s) => s.unreached === s.before,

  "a contract migration runs after completion and after a backup": when((s) => s.allowed?.pointOfNoReturn === true)(
    (s) => s.same && isComplete(s.before?.phase ?? "") && passes(s.situation, "backup"),
  ),

  "the profile changes at prepare only": when((s) => s.same && s.before?.profile !== s.after?.profile)(
    (s) => s.asked.phase === "prepare",
  ),

  "a rehearsal plan is used on stacks marked for rehearsals only": judged(
    (s) => !s.lifeCycle.rehearsal || s.asked.rehearsal,
  ),
};
