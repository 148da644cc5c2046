import { z } from "zod";

/** Where a secret lives: the name of the store's entry and the key in it. A plan never holds the secret itself. */
export const SecretReference = z.strictObject({ name: z.string(), key: z.string() });

/** Where a secret lives. */
export type SecretReference = z.infer<typeof SecretReference>;

/** The paths that answer for a service's health. */
export const HealthPaths = z
  .strictObject({
    /** Answers as long as the process should not be restarted. */
    live: z.string(),
    /** Answers as long as the process should get requests. */
    /** As `live` unless written. */
    ready: z.string().optional(),
    /** The whole state, for people. */
    detailed: z.string().optional(),
    /** The state of each tool. */
    tools: z.string().optional(),
    /** Metrics in Prometheus' text format. */
    metrics: z.string().optional(),
  })
  .transform((paths) => ({ ...paths, ready: paths.ready ?? paths.live }));

/** What a replica asks for and may use at most. */
export const Resources = z
  .strictObject({
    cpuMillicores: z.number().default(250),
    memoryBytes: z.number().default(256 * 1024 ** 2),
    /** No limit unless written: a limit on CPU throttles before it protects. */
    cpuLimitMillicores: z.number().optional(),
    /** As much as is asked for unless written. */
    memoryLimitBytes: z.number().optional(),
  })
  .transform((wanted) => ({ ...wanted, memoryLimitBytes: wanted.memoryLimitBytes ?? wanted.memoryBytes }));

/** How many replicas may be added under load, and when. */
export const Scaling = z.strictObject({
  maximumReplicas: z.number().int(),
  cpuPercent: z.number().default(70),
});

/** One deployable part of a system. The order of services in a plan is the order of their deployment. */
export const Service = z.strictObject({
  name: z.string(),
  port: z.number().int(),
  health: HealthPaths,
  replicas: z.number().int().default(2),
  resources: Resources.prefault({}),
  scaling: Scaling.optional(),
  /** Plain environment variables. */
  env: z.record(z.string(), z.string()).default({}),
  /** Environment variables whose value comes from a secret. */
  secrets: z.record(z.string(), SecretReference).default({}),
  /** Environment variables that no stack may set differently. */
  locked: z.array(z.string()).default([]),
  /** Host names under which the edge answers for this service. A service without one is reached from inside only. */
  hosts: z.array(z.string()).default([]),
  /** The services and stores of this plan that it may call. */
  calls: z.array(z.string()).default([]),
  /** The hosts outside the system that it may call. */
  callsOutside: z.array(z.strictObject({ host: z.string(), port: z.number().int() })).default([]),
  /** How long open connections may live on after the service was asked to stop. */
  drainSeconds: z.number().default(30),
});

/** One deployable part of a system. */
export type Service = z.infer<typeof Service>;
