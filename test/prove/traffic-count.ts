import type { LoadReport } from "../../lab/load/load-report";
import { shareBand, type ShareBand } from "../../lab/load/share-band";
import type { LoadSlice } from "../../lab/load/slices";
import { sliceMs } from "./traffic-load";
import { versions, type TrafficStage } from "./traffic-stages";

/** When a stage began and in which time nothing moved: milliseconds since the epoch. */
export interface StageTime {
  readonly stage: TrafficStage;
  readonly from: number;
  readonly steadyFrom: number;
  readonly steadyTo: number;
}

/** What a load saw of one stage. */
export interface StageCount {
  readonly stage: TrafficStage;
  /** Answers from the start of the change until the shares stood still. */
  readonly moving: number;
  /** Answers while nothing moved, and those of version 2.0.0 among them. */
  readonly steady: number;
  readonly steadyNew: number;
  /** What chance allows of these at the wanted share. */
  readonly band: ShareBand;
  readonly inBand: boolean;
  /** Requests and streams that were lost from the start of the change to that of the next. */
  readonly lost: number;
  /** Streams in the same time: opened by version, ended by the server, and how many each version held at the end. */
  readonly opened: number;
  readonly ended: number;
  readonly held: Readonly<Record<string, number>>;
}

/** Probability with which a right router stays within the band of one stage. */
export const confidence = 0.999;

/** Reads a load stage by stage. Only slices that lie wholly in the time without a move count for a share. */
export function stageCounts(report: LoadReport, times: readonly StageTime[]): readonly StageCount[] {
  const at = (slice: LoadSlice): number => report.startedAt + slice.at;
  return times.map((time, place) => {
    const end = times[place + 1]?.from ?? Number.POSITIVE_INFINITY;
    const own = report.slices.filter((slice) => at(slice) >= (place === 0 ? 0 : time.from) && at(slice) < end);
    const still = own.filter((slice) => at(slice) >= time.steadyFrom && at(slice) + sliceMs <= time.steadyTo);
    const steady = answers(still);
    const steadyNew = total(still.map(({ byVersion }) => byVersion[versions.next] ?? 0));
    const band = shareBand(Math.max(1, steady), time.stage.newPercent / 100, confidence);
    return {
      ...{ stage: time.stage, moving: answers(own) - steady, steady, steadyNew, band },
      inBand: steady > 0 && steadyNew >= band.least && steadyNew <= band.most,
      lost: total(own.map(({ lost }) => lost)),
      opened: total(own.map(({ opened }) => sum(opened))),
      ended: total(own.map(({ closed }) => sum(closed))),
      held: heldAt(report.slices.filter((slice) => at(slice) < end)),
    };
  });
}

function heldAt(slices: readonly LoadSlice[]): Readonly<Record<string, number>> {
  const held = (version: string): number =>
    total(slices.map(({ opened, closed }) => (opened[version] ?? 0) - (closed[version] ?? 0)));
  return Object.fromEntries(Object.values(versions).map((version) => [version, held(version)]));
}

const total = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const sum = (counts: Readonly<Record<string, number>>): number => total(Object.values(counts));
const answers = (slices: readonly LoadSlice[]): number => total(slices.map(({ byVersion }) => sum(byVersion)));
