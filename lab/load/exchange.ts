import { type Agent, type ClientRequest, type IncomingMessage, request } from "node:http";
import type { Loss, LossKind } from "./load-report";
import type { LoadSettings } from "./load-options";

/** An answer that came to its end and is no loss. */
export interface Answered {
  readonly status: number;
  readonly version: string;
  /** True when it carries `x-fault: injected`. */
  readonly fault: boolean;
}

/** A loss without its time. */
export type Lost = Omit<Loss, "at" | "of">;

/** What became of one exchange. */
export type Outcome = { readonly answered: Answered } | { readonly lost: Lost };

/** Who is told of an exchange while it runs. */
export interface ExchangeListener {
  /** Called once, when the exchange is over. */
  readonly settled: (outcome: Outcome) => void;
  /** Called for each piece of a body. */
  readonly received?: (chunk: Buffer) => void;
  /** Called when a good answer begins. */
  readonly began?: (answered: Answered) => void;
}

const ownFaults = ["EMFILE", "ENFILE", "EADDRNOTAVAIL", "ENOBUFS", "ENOMEM"];

/** One request and its answer. Never retried: a second try would hide the loss that it is here to count. */
export class Exchange {
  private readonly request: ClientRequest;
  private timer: NodeJS.Timeout;
  private response: IncomingMessage | undefined;
  /** Known from the connection on: a socket that is gone no longer tells it. */
  private port: number | undefined;
  private settledAlready = false;

  /** Sends at once. `timeoutMs` is counted from here; with `silence` it starts anew at each piece of the body. */
  constructor(
    settings: LoadSettings,
    agent: Agent,
    private readonly path: string,
    private readonly listener: ExchangeListener,
    private readonly patience: { readonly timeoutMs: number; readonly silence: boolean },
  ) {
    const { url, host, headers } = settings;
    this.request = request({ host: hostOf(url), port: url.port || 80, path, agent, headers: { ...headers, host } });
    this.timer = this.startTimer();
    this.listen();
    this.request.end();
  }

  /** Gives the exchange up; its listener is not told. */
  abandon(): void {
    this.settledAlready = true;
    clearTimeout(this.timer);
    this.request.destroy();
  }

  private listen(): void {
    this.request.once("socket", (socket) => {
      const connected = (): void => void (this.port = socket.localPort);
      if (socket.connecting) socket.once("connect", connected);
      else connected();
    });
    this.request.once("response", (response) => this.answer(response));
    this.request.on("error", (error: NodeJS.ErrnoException) => this.fail(error));
  }

  private startTimer(): NodeJS.Timeout {
    return setTimeout(() => {
      this.lose("timeout", "ETIMEDOUT");
      this.request.destroy();
    }, this.patience.timeoutMs);
  }

  private answer(response: IncomingMessage): void {
    this.response = response;
    const answered = answeredBy(response);
    const good = answered.fault || isGood(answered.status);
    if (good) this.listener.began?.(answered);
    response.on("data", (chunk: Buffer) => {
      if (this.patience.silence) this.timer.refresh();
      this.listener.received?.(chunk);
    });
    response.once("end", () => (good ? this.settle({ answered }) : this.lose("status")));
    response.on("error", (error: NodeJS.ErrnoException) => this.lose("cut", error.code));
  }

  private fail(error: NodeJS.ErrnoException): void {
    const code = error.code ?? "";
    if (ownFaults.includes(code)) return this.lose("unsent", code);
    if (this.response !== undefined) return this.lose("cut", code);
    if (code.startsWith("HPE_")) return this.lose("garbled", code);
    this.lose(this.phase === "connect" ? "refused" : "reset", code);
  }

  private get phase(): Loss["phase"] {
    if (this.response !== undefined) return "body";
    return this.port === undefined ? "connect" : "answer";
  }

  private lose(kind: LossKind, code?: string): void {
    const answered = this.response === undefined ? undefined : answeredBy(this.response);
    this.settle({
      lost: {
        kind,
        phase: this.phase,
        path: this.path,
        port: this.port,
        reused: this.request.reusedSocket,
        status: answered?.status,
        version: answered?.version,
        code,
      },
    });
  }

  private settle(outcome: Outcome): void {
    if (this.settledAlready) return;
    this.settledAlready = true;
    clearTimeout(this.timer);
    this.listener.settled(outcome);
  }
}

const isGood = (status: number): boolean => status >= 200 && status < 300;
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "");

function answeredBy(response: IncomingMessage): Answered {
  const version = response.headers["x-version"];
  return {
    status: response.statusCode ?? 0,
    version: typeof version === "string" && version !== "" ? version : "none",
    fault: response.headers["x-fault"] === "injected",
  };
}
