import { startLab } from "../../../lab/cluster/lab";

/** A program that owns a lab, as a test run does: it says "ready" and then waits to be ended. */
async function own(name: string): Promise<void> {
  await startLab({ name });
  process.stdout.write("ready\n");
  setInterval(() => undefined, 1000);
}

void own(process.argv[2] ?? "");
