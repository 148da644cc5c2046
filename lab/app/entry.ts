import { startApp } from "./app";
import { readSettings } from "./settings";

/** The sample application as a process: settings from the environment, log to standard output, SIGTERM or SIGINT to end. */
async function entry(): Promise<void> {
  // A log collector that goes away must not take the application with it.
  process.stdout.on("error", () => undefined);
  const app = await startApp(readSettings(process.env), {
    write: (line) => process.stdout.write(`${line}\n`),
    crash: () => process.exit(1),
  });
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void app.stop().then(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

entry().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
});
