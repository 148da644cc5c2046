import { createHistogram, type RecordableHistogram } from "node:perf_hooks";
import type { Answered, Lost } from "./exchange";
import type { Latency, Loss } from "./load-report";

const mostDetails = 10_000;

/** Counts what becomes of requests and streams. Every count is exact; only the details of losses beyond 10,000 are left out. */
export class Tally {
  unsent = 0;
  answered = 0;
  faults = 0;
  lostTotal = 0;
  readonly byVersion: Record<string, number> = {};
  readonly faultsByVersion: Record<string, number> = {};
  readonly byStatus: Record<string, number> = {};
  readonly lostByKind: Partial<Record<Loss["kind"], number>> = {};
  readonly lost: Loss[] = [];
  private readonly latency = createHistogram();
  private readonly lateness = createHistogram();

  /** Counts one answer, `latencyMs` after its request was due. */
  answer({ status, version, fault }: Answered, latencyMs: number): void {
    add(this.byStatus, String(status));
    add(this.byVersion, version);
    if (fault) add(this.faultsByVersion, version);
    this.answered += fault ? 0 : 1;
    this.faults += fault ? 1 : 0;
    record(this.latency, latencyMs);
  }

  /** Counts one loss. */
  lose(of: Loss["of"], at: number, lost: Lost): void {
    this.lostTotal += 1;
    if (of === "request" && lost.kind === "unsent") this.unsent += 1;
    this.lostByKind[lost.kind] = (this.lostByKind[lost.kind] ?? 0) + 1;
    if (of === "request" && lost.status !== undefined) add(this.byStatus, String(lost.status));
    if (this.lost.length < mostDetails) this.lost.push({ at: Math.round(at * 10) / 10, of, ...lost });
  }

  /** Notes by how much a request left later than it was due. */
  late(milliseconds: number): void {
    record(this.lateness, milliseconds);
  }

  /** Latency of the answers so far; all zero without any. */
  latencyMs(): Latency {
    const { count, mean, max } = this.latency;
    if (count === 0) return { mean: 0, p50: 0, p95: 0, p99: 0, p999: 0, max: 0 };
    const at = (percentile: number): number => this.latency.percentile(percentile) / 1000;
    return { mean: Math.round(mean) / 1000, p50: at(50), p95: at(95), p99: at(99), p999: at(99.9), max: max / 1000 };
  }

  /** Lateness of the sending so far. */
  lateMs(): { readonly p99: number; readonly max: number } {
    if (this.lateness.count === 0) return { p99: 0, max: 0 };
    return { p99: this.lateness.percentile(99) / 1000, max: this.lateness.max / 1000 };
  }
}

function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

// The histogram takes whole numbers from 1, so it holds microseconds.
function record(histogram: RecordableHistogram, milliseconds: number): void {
  histogram.record(Math.max(1, Math.round(milliseconds * 1000)));
}
