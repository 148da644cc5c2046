import { EventEmitter, once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { ComponentContext } from "./component";
import { ComponentProcess } from "./component-process";
import { components } from "./components";
import { serveControl } from "./control-server";
import { writeCredentials } from "./credentials";
import { writeStatus, type ComponentStatus, type LabStatus } from "./lab-status";
import { readSettings, type LabSettings } from "./lab-settings";
import { runFolder, type RunFolder } from "./run-folder";
import { runToEnd } from "./run-to-end";
import { startInOrder, type StartStep } from "./start-order";

/** Runs inside the namespaces of one lab: starts its components, says how they are, and ends the lab when its owner is gone. */
async function supervise(path: string): Promise<void> {
  const folder = runFolder(path);
  const settings = readSettings(folder.settings);
  stopWithOwner(folder);
  const begun = Date.now();
  const steps: Record<string, ComponentStatus> = {};
  let status: LabStatus = { phase: "starting", steps };
  const say = (more: Partial<LabStatus>): void => writeStatus(folder.status, (status = { ...status, ...more }));

  await writeCredentials(folder);
  const context = componentContext(folder, settings);
  const deaths = new EventEmitter();
  const died = once(deaths, "death").then(([failure]) => Promise.reject(failure as Error));
  const processes = Object.entries(components).map(([name, component]) => {
    const one: ComponentProcess = new ComponentProcess(name, component, context, () => {
      const before = steps[name]?.state;
      steps[name] = one.status;
      say({});
      // One that ends before it was ready tells so itself, with its last words.
      if (before === "ready" && one.status.state === "exited")
        deaths.emit("death", new Error(endedEarly(name, one.status)));
    });
    steps[name] = one.status;
    return one;
  });
  // Once the lab is ready, a component that ends is for the status to tell, and for a test to want.
  died.catch(() => undefined);
  serveControl(folder.control, processes);
  const objects = objectsStep(context, (change) => {
    steps["objects"] = change;
    say({});
  });
  try {
    await Promise.race([startInOrder([...processes.map(componentStep), objects]), died]);
    say({ phase: "ready", readyAfterSeconds: (Date.now() - begun) / 1000 });
  } catch (problem) {
    say({ phase: "failed", failure: problem instanceof Error ? problem.message : String(problem) });
  }
}

const endedEarly = (name: string, { exit = "" }: ComponentStatus): string =>
  `component "${name}": ended while others were starting (${exit})`;

const componentStep = (one: ComponentProcess): StartStep => ({
  name: one.name,
  after: components[one.name]?.after ?? [],
  start: () => one.start(),
});

function objectsStep(context: ComponentContext, change: (status: ComponentStatus) => void): StartStep {
  change({ state: "waiting" });
  const start = async (): Promise<void> => {
    const begun = Date.now();
    change({ state: "starting" });
    await runToEnd("objects", [...context.ownProgram("objects"), context.folder.path], context);
    change({ state: "ready", readyAfterSeconds: (Date.now() - begun) / 1000 });
  };
  // It waits for the API server itself: its client takes a second to load, and does so while the server starts.
  return { name: "objects", after: [], start };
}

function componentContext(folder: RunFolder, { programs, ownPrograms }: LabSettings): ComponentContext {
  return {
    folder,
    program: (name) => join(programs, name),
    ownProgram: (name) => [process.execPath, ownPrograms[name]],
  };
}

/**
 * Standard input is a pipe from the owner: "keep" lets the lab outlive it, the end of the pipe without that word means
 * that the owner died, and then everything goes. The init process of the namespace ends with this process, and the
 * kernel ends whatever else is left.
 */
function stopWithOwner(folder: RunFolder): void {
  let kept = false;
  process.stdin.on("data", (data) => (kept ||= data.toString().includes("keep")));
  process.stdin.on("error", () => undefined);
  process.stdin.on("close", () => {
    if (kept) return;
    rmSync(folder.path, { recursive: true, force: true, maxRetries: 5 });
    process.exit(0);
  });
}

void supervise(process.argv[2] ?? "");
