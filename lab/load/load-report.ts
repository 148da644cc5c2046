import type { LoadSlice } from "./slices";

/**
 * How a request or a stream was lost. `refused`: no connection. `reset`: the connection broke before the answer began.
 * `cut`: it broke within the answer. `timeout`: no complete answer in time; for a stream, silence. `status`: another status
 * than 2xx without the fault header. `garbled`: no HTTP. `unsent`: the generator itself could not send it (too many open, no
 * free port): this says nothing about the server, and the load was not what it should have been.
 */
export type LossKind = "refused" | "reset" | "cut" | "timeout" | "status" | "garbled" | "unsent";

/** One lost request or stream. */
export interface Loss {
  /** Milliseconds from the start of the load to the loss. */
  readonly at: number;
  readonly kind: LossKind;
  readonly of: "request" | "stream";
  /** How far it came: no connection yet, waiting for the answer, or within the answer. */
  readonly phase: "connect" | "answer" | "body";
  readonly path: string;
  /** Local port of the connection, to find it in a capture or a log. */
  readonly port?: number | undefined;
  /** True when the connection had carried a request before. */
  readonly reused?: boolean | undefined;
  readonly status?: number | undefined;
  readonly version?: string | undefined;
  /** The system's own word, such as ECONNRESET. */
  readonly code?: string | undefined;
}

/** What became of the streams. */
export interface StreamReport {
  /** How many were to be held open. */
  readonly held: number;
  /** Streams that opened, those that were opened again after an end included. */
  readonly opened: number;
  readonly openedByVersion: Readonly<Record<string, number>>;
  readonly ticks: number;
  /** Streams that the server ended with a complete answer: no loss. */
  readonly ended: number;
  /** Streams that were answered with an injected fault: no loss. */
  readonly faults: number;
  readonly lost: number;
}

/** Latency in milliseconds, from the moment when the request was due to the end of its answer. */
export interface Latency {
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/**
 * What a load found. Always `sent` = `answered` + `faults` + lost requests but the unsent + `unfinished`, and
 * `planned` = `sent` + `unsent` unless it was interrupted; a load that was told to finish has planned what it had begun.
 */
export interface LoadReport {
  /** When the load began: milliseconds since the epoch. */
  readonly startedAt: number;
  readonly url: string;
  readonly host: string;
  readonly ratePerSecond: number;
  readonly keepAlive: boolean;
  readonly planned: number;
  readonly sent: number;
  readonly unsent: number;
  /** Answers with 2xx. */
  readonly answered: number;
  /** Answers that carry the header of an injected fault. */
  readonly faults: number;
  /** Answers that are no loss, injected faults included, by `x-version`; `none` without that header. */
  readonly byVersion: Readonly<Record<string, number>>;
  readonly faultsByVersion: Readonly<Record<string, number>>;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Every loss, of requests and of streams, oldest first; of more than 10,000 the first ones, `lostTotal` counts all. */
  readonly lost: readonly Loss[];
  readonly lostTotal: number;
  readonly lostByKind: Readonly<Partial<Record<LossKind, number>>>;
  /** Requests that were open when the load was interrupted. */
  readonly unfinished: number;
  readonly interrupted: boolean;
  /** Of all answers that are no loss. */
  readonly latencyMs: Latency;
  /** How the schedule was kept: the rate really reached, and by how much requests left late. A generator short of processor time shows here. */
  readonly schedule: {
    readonly ratePerSecond: number;
    readonly lateMs: { readonly p99: number; readonly max: number };
  };
  readonly connections: number;
  readonly seconds: number;
  readonly streams: StreamReport;
  /** Piece by piece, where the options ask for it. */
  readonly slices: readonly LoadSlice[];
}
