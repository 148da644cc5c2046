import { z } from "zod";
import { bytes, millicores, percent } from "../text/amount";
import { duration } from "../text/duration";
import { hostAndPort, secretReference } from "../text/sentence";
import { optional, required } from "./field";
import { host, listOf, name, path, port, variableName, variableValue, wholeNumber } from "./plain";
import { section } from "./section";

const paths = section(
  "health paths",
  {
    live: required(path, "Path that answers as long as the process should not be restarted.", "/health"),
    ready: optional(path, "Path that answers as long as the process should get requests. As `live` when left out.", {
      example: "/ready",
    }),
    detailed: optional(path, "Path that shows the whole state to people.", { example: "/health/detailed" }),
    tools: optional(path, "Path that shows the state of each tool.", { example: "/health/tools" }),
    metrics: optional(path, "Path of the metrics in Prometheus' text format.", { example: "/metrics" }),
  },
  {},
);

/** A single path stands for `live` and `ready`. */
const health = z.union([path.transform((live) => ({ live })), paths], {
  error: 'must be a path such as "/health", or a mapping of paths',
});

const resources = section(
  "resources",
  {
    cpu: optional(millicores, "Processor time that each replica is sure of.", { default: "250 millicores" }),
    memory: optional(bytes, "Memory that each replica is sure of.", { default: "256 MiB" }),
    "cpu limit": optional(millicores, "Processor time that a replica never exceeds.", { example: "2 cores" }),
    "memory limit": optional(bytes, "Memory that a replica never exceeds. As `memory` when left out.", {
      example: "1 GiB",
    }),
  },
  {
    cpu: "cpuMillicores",
    memory: "memoryBytes",
    "cpu limit": "cpuLimitMillicores",
    "memory limit": "memoryLimitBytes",
  },
);

const scaling = section(
  "scaling",
  {
    "up to": required(wholeNumber(1, 1000), "How many replicas there are at most.", 10),
    "CPU above": optional(percent, "The processor load that adds replicas.", { default: "70 %" }),
  },
  { "up to": "maximumReplicas", "CPU above": "cpuPercent" },
);

/** One service, as it is written. */
export const writtenService = section(
  "service",
  {
    name: required(name, "Name of the service. Its image in a release has the same name.", "api"),
    port: required(port, "Port on which it answers HTTP.", 8000),
    health: required(health, "One path for everything, or a mapping of paths.", "/health"),
    replicas: optional(wholeNumber(1, 1000), "How many replicas run.", { default: 2 }),
    resources: optional(resources, "What each replica asks for and may use at most.", {
      example: { cpu: "500 millicores", memory: "512 MiB" },
    }),
    scaling: optional(scaling, "How many replicas may be added under load, and when.", { example: { "up to": 10 } }),
    environment: optional(z.record(variableName, variableValue), "Plain environment variables, values in quotes.", {
      example: { LOG_LEVEL: "info" },
    }),
    secrets: optional(
      z.record(variableName, secretReference),
      "Environment variables whose value comes from a secret: name and key of where it lives, never the value.",
      { example: { DATABASE_URL: "proofile/database-url" } },
    ),
    locked: optional(listOf(variableName), "Environment variables that no stack may set differently.", {
      example: ["CSRF_ENABLED"],
    }),
    hosts: optional(listOf(host), "Host names under which the edge answers for this service.", {
      example: ["api.example.org"],
    }),
    calls: optional(listOf(name), "Services and stores of this plan that it may call. Everything else stays closed.", {
      example: ["database"],
    }),
    "calls outside": optional(listOf(hostAndPort), "Hosts outside the system that it may call.", {
      example: ["api.example.org:443"],
    }),
    drain: optional(duration, "How long open connections may live on after the service was asked to stop.", {
      default: "30 seconds",
    }),
  },
  { environment: "env", "calls outside": "callsOutside", drain: "drainSeconds" },
);
