import type { ServerResponse } from "node:http";

const tickMs = 1000;
/** A reader that leaves this much unread is cut, or a stalled one would hold memory without end. */
const mostUnreadBytes = 2 ** 20;

/** The long-lived streams of one instance: server-sent events, one `tick` a second, a last `end` when the instance goes. */
export class Streams {
  private readonly open = new Map<ServerResponse, number>();
  private timer: NodeJS.Timeout | undefined;
  private ended = false;

  /** `version` stands in every event. */
  constructor(private readonly version: string) {}

  /** How many are open. */
  get count(): number {
    return this.open.size;
  }

  /** Says whether an answer is one of the streams. */
  has(response: ServerResponse): boolean {
    return this.open.has(response);
  }

  /** Takes over an answer whose headers are sent already and sends its first tick at once. */
  add(response: ServerResponse): void {
    this.open.set(response, 0);
    response.once("close", () => this.open.delete(response));
    this.tick(response);
    if (this.ended) return this.end();
    this.timer ??= setInterval(() => {
      for (const each of this.open.keys()) this.tick(each);
    }, tickMs).unref();
  }

  /** Ends every stream as a complete answer, so that its reader sees an end and no reset. */
  end(): void {
    this.ended = true;
    clearInterval(this.timer);
    for (const response of this.open.keys()) response.end('event: end\ndata: {"reason":"drain"}\n\n');
  }

  private tick(response: ServerResponse): void {
    const position = (this.open.get(response) ?? 0) + 1;
    this.open.set(response, position);
    const data = JSON.stringify({ version: this.version, tick: position });
    response.write(`id: ${position}\nevent: tick\ndata: ${data}\n\n`);
    if (response.writableLength > mostUnreadBytes) response.destroy();
  }
}
