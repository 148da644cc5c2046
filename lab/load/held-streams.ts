import { Agent } from "node:http";
import { Exchange, type Outcome } from "./exchange";
import type { LoadSettings } from "./load-options";
import type { StreamReport } from "./load-report";
import type { Slices } from "./slices";
import type { Tally } from "./tally";

/** A stream that ended is opened again after this long, as a browser's event source would. */
const reopenMs = 100;

/** Holds streams open beside the requests and counts what becomes of them. */
export class HeldStreams {
  private readonly agent = new Agent({ keepAlive: false, maxSockets: Infinity });
  private readonly open = new Set<Exchange>();
  private readonly openedByVersion: Record<string, number> = {};
  private opened = 0;
  private ticks = 0;
  private ended = 0;
  private faults = 0;
  private lost = 0;
  private stopped = false;

  /** `elapsedMs` is the clock of the load. */
  constructor(
    private readonly settings: LoadSettings,
    private readonly tally: Tally,
    private readonly slices: Slices,
    private readonly elapsedMs: () => number,
  ) {}

  /** Opens them all. */
  start(): void {
    for (let position = 0; position < this.settings.streams; position += 1) this.hold();
  }

  /** Closes them all; an end that the client chose is neither an end by the server nor a loss. */
  stop(): void {
    this.stopped = true;
    for (const exchange of this.open) exchange.abandon();
    this.open.clear();
    this.agent.destroy();
  }

  /** What became of them so far. */
  report(): StreamReport {
    const { opened, ticks, ended, faults, lost } = this;
    return { held: this.settings.streams, opened, openedByVersion: this.openedByVersion, ticks, ended, faults, lost };
  }

  private hold(): void {
    if (this.stopped) return;
    let rest = "";
    const { streamPath, streamSilenceMs } = this.settings;
    const exchange: Exchange = new Exchange(
      this.settings,
      this.agent,
      streamPath,
      {
        began: ({ version, fault }) => {
          if (fault) return;
          this.opened += 1;
          this.openedByVersion[version] = (this.openedByVersion[version] ?? 0) + 1;
          this.slices.count("opened", this.elapsedMs(), version);
        },
        received: (chunk) => {
          // Pieces need not end where lines end.
          const lines = (rest + chunk.toString("latin1")).split("\n");
          rest = lines.pop() ?? "";
          this.ticks += lines.filter((line) => line === "event: tick").length;
        },
        settled: (outcome) => {
          this.open.delete(exchange);
          this.settle(outcome);
          setTimeout(() => this.hold(), reopenMs).unref();
        },
      },
      { timeoutMs: streamSilenceMs, silence: true },
    );
    this.open.add(exchange);
  }

  private settle(outcome: Outcome): void {
    const at = this.elapsedMs();
    if ("lost" in outcome) {
      const { version } = outcome.lost;
      this.lost += 1;
      this.tally.lose("stream", at, outcome.lost);
      this.slices.lose(at);
      if (version !== undefined) this.slices.count("closed", at, version);
    } else if (outcome.answered.fault) this.faults += 1;
    else {
      this.ended += 1;
      this.slices.count("closed", at, outcome.answered.version);
    }
  }
}
