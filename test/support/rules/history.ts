import type { Plan } from "../../../plan/plan";
import { counter, selectorOf, steady, type InputSeries } from "./rule-case";

/** What a metric looked like: healthy for some steps, then at a value for some more. */
export interface History {
  readonly metric: string;
  readonly plan: Plan;
  readonly labels: Readonly<Record<string, string>>;
  readonly healthySteps: number;
  readonly value: number;
  readonly steps: number;
  readonly stepSeconds: number;
}

/** Requests a step: enough for a hundredth of a percent to be whole requests. */
const many = 10_000;

type Story = (history: History) => readonly InputSeries[];

const series = (
  name: string,
  labels: Readonly<Record<string, string>>,
  values: InputSeries["values"],
): InputSeries => ({
  series: `${name}${selectorOf(labels)}`,
  values,
});

const then = <T>({ healthySteps, steps }: History, healthy: T, ill: T): T[] => [
  ...steady(healthySteps, healthy),
  ...steady(steps, ill),
];

const share =
  (
    whole: string,
    part: string,
    partLabels: Readonly<Record<string, string>>,
    wholeLabels: Readonly<Record<string, string>> | "all",
  ): Story =>
  (history) => {
    const bad = (history.value / 100) * many;
    const rest = wholeLabels === "all" ? many : many - bad;
    return [
      series(
        whole,
        { ...history.labels, ...(wholeLabels === "all" ? {} : wholeLabels) },
        counter(then(history, many, rest)),
      ),
      series(part, { ...history.labels, ...partLabels }, counter(then(history, 0, bad))),
    ];
  };

const tool: Readonly<Record<string, string>> = { tool: "search" };

/** All requests are answered at once, until that share of them that the quantile speaks of takes longer than the value allows. */
const quantile =
  (rank: number): Story =>
  (history) => {
    const { value, labels } = history;
    // The value is the bound plus a little: one request too many lies above the bound.
    const bound = Math.floor(value * 1000) / 1000;
    const within = rank * many - (value > bound ? 1 : 0);
    const bucket = (le: string, ill: number): InputSeries =>
      series("http_request_duration_seconds_bucket", { ...labels, le }, counter(then(history, many, ill)));
    return [
      bucket(`${bound / 1000}`, 0),
      bucket(`${bound / 2}`, 0),
      bucket(`${bound}`, within),
      bucket(`${bound * 2}`, many),
      bucket("+Inf", many),
      series(
        "http_request_duration_seconds_count",
        labels,
        counter(steady(history.healthySteps + history.steps, many)),
      ),
    ];
  };

const mean: Story = (history) => [
  series("http_request_duration_seconds_sum", history.labels, counter(then(history, 0, history.value * many))),
  series("http_request_duration_seconds_count", history.labels, counter(then(history, many, many))),
];

const roomOf = ({ plan, labels }: History) => {
  const service = plan.services.find(({ name }) => name === labels["service"]);
  if (service === undefined) throw new Error(`no service "${labels["service"] ?? ""}"`);
  return service.resources;
};

const errors = share("http_requests_total", "http_requests_total", { code: "500" }, { code: "200" });

/** What a service shows of each metric at a value, as its own series: nothing here knows a rule. */
export const stories: Readonly<Record<string, Story>> = {
  "error rate": errors,
  "p95 response time": quantile(0.95),
  "mean response time": mean,
  "tool failure rate": (history) =>
    share(
      "tool_calls_total",
      "tool_failures_total",
      tool,
      "all",
    )({ ...history, labels: { ...history.labels, ...tool } }),
  CPU: (history) => {
    const { cpuLimitMillicores, cpuMillicores } = roomOf(history);
    const cores = (cpuLimitMillicores ?? cpuMillicores) / 1000;
    const used = (history.value / 100) * cores * history.stepSeconds;
    return [series("process_cpu_seconds_total", history.labels, counter(then(history, 0, used)))];
  },
  memory: (history) => {
    const { memoryLimitBytes } = roomOf(history);
    const level = (history.value / 100) * memoryLimitBytes;
    return [series("process_resident_memory_bytes", history.labels, [0, ...then(history, 0, level)])];
  },
};

/** Memory that grows evenly by so many percent of the limit within an hour. */
export const growingMemory: Story = (history) => {
  const { memoryLimitBytes } = roomOf(history);
  const each = ((history.value / 100) * memoryLimitBytes * history.stepSeconds) / 3600;
  return [series("process_resident_memory_bytes", history.labels, counter(then(history, 0, each)))];
};
