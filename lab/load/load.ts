import { arrivalsDue, dueAtMs } from "./arrivals";
import { CountedAgent } from "./counted-agent";
import { Exchange, type Outcome } from "./exchange";
import { HeldStreams } from "./held-streams";
import { type LoadOptions, type LoadSettings, loadSettings } from "./load-options";
import type { LoadReport } from "./load-report";
import { Slices } from "./slices";
import { Tally } from "./tally";

/** What a watcher of a running load may see. */
export interface LoadProgress {
  readonly planned: number;
  readonly sent: number;
  readonly answered: number;
  readonly faults: number;
  readonly lost: number;
  readonly inFlight: number;
  readonly elapsedSeconds: number;
}

/** How to watch and to interrupt a load. */
export interface LoadControls {
  /** Ends the load at once; the report then says `interrupted` and what was open. */
  readonly signal?: AbortSignal | undefined;
  /** Ends the sending; what is open still gets its answer, and the report is that of a load of this length. */
  readonly finish?: AbortSignal | undefined;
  /** Called about four times a second. */
  readonly progress?: ((progress: LoadProgress) => void) | undefined;
}

const progressMs = 250;

/**
 * Sends requests at a constant rate and resolves to the report once each has its answer, its fault or its loss. Requests
 * start when they are due, whether earlier ones were answered or not (an open loop), each on a connection that is free or on
 * a new one, and none is tried twice. Latency counts from when a request was due, so that a stall of the server or of the
 * generator itself is seen and not omitted. Rejects when an option is outside its range.
 */
export async function runLoad(options: LoadOptions, controls: LoadControls = {}): Promise<LoadReport> {
  return new Load(loadSettings(options), controls).run();
}

class Load {
  private readonly tally = new Tally();
  private readonly agent: CountedAgent;
  private readonly streams: HeldStreams;
  private readonly open = new Set<Exchange>();
  private readonly startedAt = performance.now();
  private readonly startedAtEpoch = Date.now();
  private readonly slices: Slices;
  private count: number;
  private position = 0;
  private lastSentMs = 0;
  private timer: NodeJS.Timeout | undefined;
  private done: () => void = () => undefined;

  constructor(
    private readonly settings: LoadSettings,
    private readonly controls: LoadControls,
  ) {
    this.agent = new CountedAgent({ keepAlive: settings.keepAlive, maxFreeSockets: settings.maxInFlight });
    this.slices = new Slices(settings.sliceMs);
    this.count = settings.count;
    this.streams = new HeldStreams(settings, this.tally, this.slices, () => this.elapsedMs());
  }

  async run(): Promise<LoadReport> {
    const { signal, finish, progress } = this.controls;
    const watch = progress && setInterval(() => progress(this.progress()), progressMs);
    await new Promise<void>((resolve) => {
      this.done = resolve;
      signal?.addEventListener("abort", () => resolve(), { once: true });
      finish?.addEventListener("abort", () => this.finish(), { once: true });
      if (signal?.aborted) return resolve();
      if (finish?.aborted) return this.finish();
      this.streams.start();
      this.sendDue();
    });
    clearTimeout(this.timer);
    clearInterval(watch);
    const report = this.report();
    this.streams.stop();
    for (const exchange of this.open) exchange.abandon();
    this.agent.destroy();
    progress?.(this.progress());
    return report;
  }

  private elapsedMs(): number {
    return performance.now() - this.startedAt;
  }

  private finish(): void {
    clearTimeout(this.timer);
    this.count = this.position;
    this.finishIfIdle();
  }

  private sendDue(): void {
    const { count } = this;
    const { ratePerSecond } = this.settings;
    const due = arrivalsDue(this.elapsedMs(), ratePerSecond, count);
    while (this.position < due) this.send(dueAtMs(this.position++, ratePerSecond));
    if (this.position >= count) return this.finishIfIdle();
    this.timer = setTimeout(
      () => this.sendDue(),
      Math.max(0, dueAtMs(this.position, ratePerSecond) - this.elapsedMs()),
    );
  }

  private send(dueMs: number): void {
    const { paths, maxInFlight, timeoutMs } = this.settings;
    const path = paths[(this.position - 1) % paths.length] ?? "/";
    this.lastSentMs = this.elapsedMs();
    if (this.open.size >= maxInFlight) {
      this.tally.lose("request", this.lastSentMs, { kind: "unsent", phase: "connect", path });
      return;
    }
    const sentMs = this.lastSentMs;
    this.tally.late(sentMs - dueMs);
    const exchange: Exchange = new Exchange(
      this.settings,
      this.agent,
      path,
      {
        settled: (outcome) => {
          this.open.delete(exchange);
          this.settle(outcome, dueMs, sentMs);
          this.finishIfIdle();
        },
      },
      { timeoutMs, silence: false },
    );
    this.open.add(exchange);
  }

  private settle(outcome: Outcome, dueMs: number, sentMs: number): void {
    const now = this.elapsedMs();
    if ("answered" in outcome) {
      this.tally.answer(outcome.answered, now - dueMs);
      this.slices.count("byVersion", sentMs, outcome.answered.version);
    } else {
      this.tally.lose("request", now, outcome.lost);
      this.slices.lose(now);
    }
  }

  private finishIfIdle(): void {
    if (this.position >= this.count && this.open.size === 0) this.done();
  }

  /** Requests that were given to the network: those that met a limit of the generator itself were not. */
  private get sent(): number {
    return this.position - this.tally.unsent;
  }

  private progress(): LoadProgress {
    const { answered, faults, lostTotal } = this.tally;
    return {
      planned: this.count,
      sent: this.sent,
      answered,
      faults,
      lost: lostTotal,
      inFlight: this.open.size,
      elapsedSeconds: this.elapsedMs() / 1000,
    };
  }

  private report(): LoadReport {
    const { settings, tally, position, count } = this;
    const { url, host, ratePerSecond, keepAlive } = settings;
    const { unsent, answered, faults, byVersion, faultsByVersion, byStatus, lost, lostTotal, lostByKind } = tally;
    const spanSeconds = this.lastSentMs / 1000;
    return {
      startedAt: this.startedAtEpoch,
      url: url.href,
      host,
      ratePerSecond,
      keepAlive,
      planned: count,
      sent: this.sent,
      unsent,
      answered,
      faults,
      byVersion,
      faultsByVersion,
      byStatus,
      lost,
      lostTotal,
      lostByKind,
      unfinished: this.open.size,
      interrupted: position < count || this.open.size > 0,
      latencyMs: tally.latencyMs(),
      // Between n requests lie n - 1 intervals.
      schedule: { ratePerSecond: spanSeconds > 0 ? (position - 1) / spanSeconds : 0, lateMs: tally.lateMs() },
      connections: this.agent.connections,
      seconds: this.elapsedMs() / 1000,
      streams: this.streams.report(),
      slices: this.slices.report(),
    };
  }
}
