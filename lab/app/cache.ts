/** Counts of what a cache did since its start. */
export interface CacheCounts {
  readonly hits: number;
  readonly misses: number;
  readonly evictions: number;
}

/** A cache of a fixed size that drops what was not used for longest. */
export class Cache<Value> {
  private readonly entries = new Map<string, Value>();
  private hits = 0;
  private misses = 0;
  private evictions = 0;

  /** `size` is the most entries that are kept. */
  constructor(private readonly size: number) {}

  /** What was counted so far. */
  get counts(): CacheCounts {
    return { hits: this.hits, misses: this.misses, evictions: this.evictions };
  }

  /** Gives the kept value, or makes, keeps and gives it. */
  take(key: string, make: () => Value): Value {
    const kept = this.entries.get(key);
    if (kept !== undefined) {
      this.hits += 1;
      this.keep(key, kept);
      return kept;
    }
    this.misses += 1;
    const made = make();
    this.keep(key, made);
    return made;
  }

  private keep(key: string, value: Value): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    const [oldest] = this.entries.keys();
    if (this.entries.size <= this.size || oldest === undefined) return;
    this.entries.delete(oldest);
    this.evictions += 1;
  }
}
