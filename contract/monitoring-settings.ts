import { z } from "zod";

/** Where a receiver's address or key lies: a Secret in the namespace of the stack, and a key of it. */
const Secret = z.strictObject({ name: z.string().min(1), key: z.string().min(1) }).readonly();

/** One way of telling somebody. */
export const ReceiverSettings = z
  .discriminatedUnion("kind", [
    /** The address is called with the alerts as JSON. */
    z.strictObject({ kind: z.literal("webhook"), url: Secret }),
    z.strictObject({ kind: z.literal("pagerduty"), routingKey: Secret }),
    z.strictObject({ kind: z.literal("slack"), url: Secret, channel: z.string().min(1) }),
  ])
  .readonly();
/** One way of telling somebody. */
export type ReceiverSettings = z.infer<typeof ReceiverSettings>;

const names = z.array(z.string().min(1)).min(1).readonly();

/** Which receivers hear of what. */
export const NotifySettings = z
  .strictObject({
    page: names,
    warn: names,
    info: names,
    /** Of pages that stay open. Left out: those of `page`. */
    escalation: names.optional(),
    /** Of the alert that always fires. Left out: nobody, and its silence is not noticed. */
    watchdog: names.optional(),
  })
  .readonly();
/** Which receivers hear of what. */
export type NotifySettings = z.infer<typeof NotifySettings>;

/** What a stack tells about the monitoring of its cluster. */
export const MonitoringSettings = z
  .strictObject({
    /** Labels that every monitoring object carries, so that the cluster's Prometheus and Alertmanager select it. */
    labels: z.record(z.string().min(1), z.string()).default({}),
    /** Host and port of a blackbox exporter. Left out: health paths are probed by the kubelet alone. */
    prober: z
      .string()
      .regex(/^[a-z0-9.-]+:\d{1,5}$/, "must be a host and a port")
      .optional(),
    /** Where the runbooks are read; the page of an alert is `<system>/<alert>.md` below it. */
    runbooks: z
      .string()
      .regex(/^\S+[^/\s]$/, "must be an address without a slash at its end")
      .default("docs/runbooks"),
    receivers: z.record(z.string().min(1), ReceiverSettings).default({}),
    notify: NotifySettings.optional(),
  })
  .readonly();
/** What a stack tells about the monitoring of its cluster. */
export type MonitoringSettings = z.infer<typeof MonitoringSettings>;
