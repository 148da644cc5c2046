const megabyte = 2 ** 20;
const stepMs = 100;
/** The most that the fault ever takes: enough for any alert, too little to trouble the machine under the lab. */
const mostBytes = 512 * megabyte;

/** Memory that really grows: filled pages that stay resident until the fault ends. */
export class MemoryGrowth {
  private held: Buffer[] = [];
  private heldBytes = 0;
  private timer: NodeJS.Timeout | undefined;

  /** Grows by so many mebibytes a second from now on; 0 gives everything back. */
  grow(megabytesPerSecond: number): void {
    clearInterval(this.timer);
    if (megabytesPerSecond === 0) {
      this.held = [];
      this.heldBytes = 0;
      return;
    }
    const stepBytes = Math.ceil((megabytesPerSecond * megabyte * stepMs) / 1000);
    this.timer = setInterval(() => this.step(stepBytes), stepMs);
    this.timer.unref();
  }

  private step(bytes: number): void {
    if (this.heldBytes + bytes > mostBytes) return;
    // Untouched zero pages would not count as resident memory.
    this.held.push(Buffer.alloc(bytes, 1));
    this.heldBytes += bytes;
  }
}
