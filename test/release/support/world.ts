import { isBeginning } from "../../../release/beginning-hold";
import type { Hold } from "../../../release/hold";
import type { HoldRecord } from "../../../release/journal";
import type { Progress } from "../../../release/progress";
import { catalogue } from "./catalogue";

/** The moment at which every question of the model is asked. All other times lie before it. */
export const now = "2026-11-21T10:30:00Z";

/** The nth of the moments before {@link now}. Only their order matters to the judge. */
export const moment = (rank: number): string => `2026-11-21T10:${String(rank).padStart(2, "0")}:00Z`;

/** The moment at which something happens in the model: after all that has happened. */
export const present = moment(29);

/** What is really there: the objects, the journal and the traffic. */
export interface World {
  readonly progress: Progress | undefined;
  readonly hold: Hold | undefined;
  readonly journal: {
    readonly bootstrapped: boolean;
    readonly holds: readonly HoldRecord[];
    readonly lifts: readonly Hold[];
  };
  /** The share that the release in progress really has. */
  readonly weightPercent: number;
  /** The stages that it has entered. */
  readonly entered: readonly string[];
}

/** A cluster before the bootstrap. */
export const emptyWorld: World = {
  progress: undefined,
  hold: undefined,
  journal: { bootstrapped: false, holds: [], lifts: [] },
  weightPercent: 0,
  entered: [],
};

/** An open hold, whoever it names: nothing is held. That of a bootstrap stays as it is until the bootstrap has ended. */
const open: Hold = { release: "none", ceilingPercent: 100, reason: "nothing holds it", at: moment(0) };

/**
 * The same world with its times replaced by their order and with what can no longer matter left out: lifted holds, and a hold with a later one of
 * the same release and ceiling. Two worlds that the judge cannot tell apart become one, which is why the search ends.
 */
export function normal(world: World, holdsKept: number): World {
  const { progress, journal, hold } = world;
  const isLifted = (one: Hold): boolean =>
    journal.lifts.some(({ release, at }) => release === one.release && at === one.at);
  const standing = journal.holds.filter(
    (one, place) =>
      !isLifted(one) &&
      !journal.holds
        .slice(place + 1)
        .some((later) => later.release === one.release && later.ceilingPercent === one.ceilingPercent),
  );
  const lifts = hold === undefined || hold.ceilingPercent === 100 || !isLifted(hold) ? [] : [hold];
  const slim = {
    ...world,
    hold: hold?.ceilingPercent === 100 && !(progress === undefined && isBeginning(hold)) ? open : hold,
    journal: { ...journal, holds: standing.slice(Math.max(0, standing.length - holdsKept)), lifts },
  };
  const times = [...new Set(timesOf(slim))].sort();
  return mapTimes(slim, (at) => moment(1 + times.indexOf(at)));
}

const timesOf = ({ progress, hold, journal }: World): readonly string[] => [
  ...(progress === undefined ? [] : [progress.completedAt]),
  ...(hold === undefined || hold === open ? [] : [hold.at]),
  ...journal.holds.map(({ at }) => at),
];

const mapTimes = (world: World, at: (time: string) => string): World => ({
  ...world,
  progress:
    world.progress === undefined
      ? undefined
      : {
          ...world.progress,
          since: moment(0),
          trustHash: "trust-1",
          profile: "normal",
          completedAt: at(world.progress.completedAt),
        },
  hold: world.hold === undefined || world.hold === open ? world.hold : { ...world.hold, at: at(world.hold.at) },
  journal: {
    ...world.journal,
    holds: world.journal.holds.map((one) => ({ ...one, at: at(one.at) })),
    lifts: world.journal.lifts.map((one) => ({ ...one, at: at(one.at) })),
  },
});

/** What tells worlds apart. */
export function keyOf({ progress, hold, journal, weightPercent, entered }: World): string {
  const held = (one: Hold): string => `${one.release}:${one.ceilingPercent}:${one.at.slice(14, 16)}`;
  return [
    progress === undefined
      ? "-"
      : [
          progress.release.id,
          progress.stable.id,
          progress.phase,
          progress.sharePercent,
          progress.profile,
          progress.completed.map(({ id }) => id).join("+"),
          progress.completedAt.slice(14, 16),
          progress.pointOfNoReturn ?? "",
          progress.trustHash,
        ].join(" "),
    hold === undefined ? "-" : held(hold),
    String(journal.bootstrapped),
    journal.holds.map(held).join(" "),
    journal.lifts.map(held).join(" "),
    weightPercent,
    entered.join("+"),
  ].join("|");
}

/** A hold as the journal records it, with all that the provenance of its release says. */
export function recorded(hold: Hold): HoldRecord {
  const built = Object.values(catalogue).find(({ release }) => release.id === hold.release);
  return built === undefined ? hold : { ...hold, artifacts: built.release.artifacts, sourceRevision: built.source };
}
