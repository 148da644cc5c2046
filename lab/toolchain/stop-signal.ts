const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A signal that comes with Ctrl-C and its kin for as long as it is in use. */
export interface StopSignal extends Disposable {
  readonly signal: AbortSignal;
}

/** Turns SIGINT, SIGTERM and SIGHUP into an abort signal, so that children are stopped and locks released before the process ends. Disposing gives the signals back. */
export function stopSignal(other?: AbortSignal): StopSignal {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort();
  };
  for (const name of signals) process.on(name, abort);
  return {
    signal: other === undefined ? controller.signal : AbortSignal.any([controller.signal, other]),
    [Symbol.dispose]: () => {
      for (const name of signals) process.off(name, abort);
    },
  };
}
