/** What left, came and went within one piece of a load's time. */
export interface LoadSlice {
  /** Start of the slice: milliseconds from the start of the load. */
  readonly at: number;
  /** Answers that are no loss, by version, counted where their request was sent. */
  readonly byVersion: Readonly<Record<string, number>>;
  /** Requests and streams that were lost in it. */
  readonly lost: number;
  /** Streams that opened in it, by version. */
  readonly opened: Readonly<Record<string, number>>;
  /** Streams that ended or were lost in it, by version; those that the client closed are not among them. */
  readonly closed: Readonly<Record<string, number>>;
}

type Counted = "byVersion" | "opened" | "closed";
type Written = { lost: number } & Record<Counted, Record<string, number>>;

/** Counts a load piece by piece, so that a share can be read for the seconds in which nothing moved. Without a length it counts nothing. */
export class Slices {
  private readonly slices = new Map<number, Written>();

  /** `sliceMs` is the length of a slice, undefined for none. */
  constructor(private readonly sliceMs: number | undefined) {}

  /** Counts one by version, `at` milliseconds from the start of the load. */
  count(what: Counted, at: number, version: string): void {
    const counts = this.at(at)?.[what];
    if (counts !== undefined) counts[version] = (counts[version] ?? 0) + 1;
  }

  /** Counts one loss. */
  lose(at: number): void {
    const slice = this.at(at);
    if (slice !== undefined) slice.lost += 1;
  }

  /** Every slice in which something was counted, oldest first. */
  report(): readonly LoadSlice[] {
    const { sliceMs = 0 } = this;
    return [...this.slices].toSorted(([a], [b]) => a - b).map(([place, slice]) => ({ at: place * sliceMs, ...slice }));
  }

  private at(milliseconds: number): Written | undefined {
    if (this.sliceMs === undefined) return undefined;
    const place = Math.floor(milliseconds / this.sliceMs);
    const slice = this.slices.get(place) ?? { lost: 0, byVersion: {}, opened: {}, closed: {} };
    this.slices.set(place, slice);
    return slice;
  }
}
