import { parser } from "@prometheus-io/lezer-promql";
import { watchProblems } from "../../release/watch/watch-problems";
import type { CompleteMonitoringArgs } from "./monitoring";

/** What is wrong with the arguments of the monitoring, in one line, or nothing. */
export function monitoringProblem(args: CompleteMonitoringArgs): string | undefined {
  return unparsed(args) ?? unwatched(args) ?? unknownReceiver(args);
}

const unwatched = ({ plan }: CompleteMonitoringArgs): string | undefined => watchProblems(plan)[0];

/** A query of the plan is checked with the matcher in place of its word, as it will be asked. */
function unparsed({ plan }: CompleteMonitoringArgs): string | undefined {
  const broken = plan.metrics.find(({ query }) => !parses(query.replaceAll("$track", 'track="candidate"')));
  return broken && `query of metric "${broken.name}" must be PromQL, got ${broken.query}`;
}

function parses(query: string): boolean {
  let whole = query.trim() !== "";
  parser.parse(query).iterate({
    enter: ({ type }) => {
      if (type.isError) whole = false;
    },
  });
  return whole;
}

function unknownReceiver({ settings: { notify, receivers } }: CompleteMonitoringArgs): string | undefined {
  const known = Object.keys(receivers);
  if (notify === undefined) {
    return known.length === 0 ? undefined : `notify must say who of ${known.join(", ")} hears of what, got nothing`;
  }
  for (const [level, names] of Object.entries(notify)) {
    const unknown = names?.find((name) => !known.includes(name));
    if (unknown !== undefined) {
      return `notify ${level} must name receivers of this stack (${known.join(", ") || "none"}), got ${unknown}`;
    }
  }
  return undefined;
}
