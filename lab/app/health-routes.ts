import type { Answer } from "./answer";
import type { AppContext } from "./app-context";

/** Answers `/health`: 200 while the instance serves, also while it drains, 503 with the fault `unready`. */
export function health(context: AppContext): Answer {
  const { version, service } = context.settings;
  if (context.faults.current.unready === true) {
    return { status: 503, injected: true, body: { status: "unready", version, service } };
  }
  return { status: 200, body: { status: context.draining ? "draining" : "ok", version, service } };
}

/** Answers `/health/detailed`: the same verdict with what stands behind it. */
export function detailedHealth(context: AppContext): Answer {
  const simple = health(context);
  const { settings, streams, cache } = context;
  const residentBytes = process.memoryUsage.rss();
  const body = {
    ...(simple.body as object),
    system: settings.system,
    upSeconds: Math.round(process.uptime() * 1000) / 1000,
    memory: { residentBytes, limitBytes: settings.memoryLimitBytes },
    connections: context.openConnections,
    streams: streams.count,
    cache: cache.counts,
    tools: toolStates(context).counts,
  };
  return { ...simple, body };
}

/** Answers `/health/tools`: the state of each tool; a missing tool is not in the list. Always 200: the list is the message. */
export function toolsHealth(context: AppContext): Answer {
  const { states, counts } = toolStates(context);
  return { status: 200, body: { ...counts, tools: states } };
}

function toolStates(context: AppContext) {
  const { missingTools = [], failingTools = {} } = context.faults.current;
  const states = context.settings.tools
    .filter((name) => !missingTools.includes(name))
    .map((name) => ({ name, status: (failingTools[name] ?? 0) > 0 ? "failing" : "ok" }));
  const healthy = states.filter(({ status }) => status === "ok").length;
  return { states, counts: { expected: context.settings.tools.length, present: states.length, healthy } };
}
