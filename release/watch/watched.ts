import type { Condition } from "../../plan/limit";
import type { Plan } from "../../plan/plan";

/** How loud a threshold is: it is noted, told, somebody is woken, or the release goes back. */
export type WatchLevel = "info" | "warn" | "page" | "rollback";

/** One threshold of the plan that is watched all the time. */
export interface Watched {
  /** Name of the alert, unique in the plan: `ErrorRatePage`. */
  readonly alert: string;
  readonly metric: string;
  readonly level: WatchLevel;
  readonly condition: Condition;
  /** The phase it belongs to; absent for the whole release. */
  readonly phase?: string;
}

type Unnamed = Omit<Watched, "alert">;

/** Every alert level and every trigger of the plan, in its order. */
export function watchedOf(plan: Plan): readonly Watched[] {
  const levels = plan.alerts.flatMap((alert) =>
    (["info", "warn", "page"] as const).flatMap((level): Unnamed[] => {
      const condition = alert[level];
      return condition === undefined ? [] : [{ metric: alert.metric, level, condition }];
    }),
  );
  const triggers = plan.rollBackWhen.map(({ metric, ...condition }): Unnamed => ({
    metric,
    level: "rollback",
    condition,
  }));
  const ofPhases = plan.phases.flatMap(({ name, rollBackWhen }) =>
    rollBackWhen.map(({ metric, ...condition }): Unnamed => ({ metric, level: "rollback", condition, phase: name })),
  );
  return named([...levels, ...triggers, ...ofPhases]);
}

/** Two thresholds of one metric and level differ by a number: a name says who fires, so it must be one of a kind. */
function named(all: readonly Unnamed[]): readonly Watched[] {
  const taken = new Map<string, number>();
  return all.map((one) => {
    const name = nameOf(one);
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return { alert: count === 1 ? name : `${name}${count}`, ...one };
  });
}

const levelWords: Readonly<Record<WatchLevel, string>> = {
  info: "Info",
  warn: "Warn",
  page: "Page",
  rollback: "Rollback",
};

function nameOf({ metric, level, condition, phase }: Unnamed): string {
  const growth = condition.operator === "grows" ? " growth" : "";
  return pascal(`${metric}${growth}${phase === undefined ? "" : ` in ${phase}`}`) + levelWords[level];
}

/** Words as one word that Prometheus takes for a name: `p95 response time` is `P95ResponseTime`, `CPU` is `Cpu`. */
export const pascal = (words: string): string =>
  words
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map(
      (word) =>
        word.charAt(0).toUpperCase() + (word === word.toUpperCase() ? word.slice(1).toLowerCase() : word.slice(1)),
    )
    .join("");
