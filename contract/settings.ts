import { z } from "zod";
import { Platform } from "../plan/platform";
import { MonitoringSettings } from "./monitoring-settings";

/** A path inside the Pulumi project, relative to its root, with forward slashes. */
const ProjectPath = z
  .string()
  .regex(/^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[^\\]+$/, "must be a relative path inside the project, with forward slashes");

const Host = z.string().regex(/^[a-z0-9.-]+$/, "must be a lower-case DNS name");

/** What the stack releases: one image by digest for each service, and where it was built from. */
const ReleaseSettings = z
  .strictObject({
    artifacts: z
      .record(
        z.string(),
        z.string().regex(/^[^\s@]+@sha256:[0-9a-f]{64}$/, "must be <repository>@sha256:<64 hex digits>"),
      )
      .describe("Image of each service, by digest."),
    profile: z.enum(["normal", "hotfix"]).default("normal").describe("Which of the plan's two ways the release goes."),
  })
  .readonly();

const Gateway = z
  .strictObject({
    name: z.string().min(1),
    namespace: z.string().min(1),
    listener: z.string().min(1),
    plainListener: z.string().min(1).optional(),
  })
  .readonly();

const Tls = z
  .strictObject({
    issuer: z.string().min(1).describe("Name of the cert-manager issuer."),
    issuerKind: z.enum(["Issuer", "ClusterIssuer"]).default("ClusterIssuer"),
  })
  .readonly();

const DashboardSettings = z
  .strictObject({
    instances: z
      .record(z.string().min(1), z.string())
      .refine((labels) => Object.keys(labels).length > 0, "must name at least one label"),
    folder: z.string().min(1).optional(),
  })
  .readonly();

const Actor = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("User"), name: z.string().min(1) }),
  z.strictObject({ kind: z.literal("Group"), name: z.string().min(1) }),
  z.strictObject({ kind: z.literal("ServiceAccount"), name: z.string().min(1), namespace: z.string().min(1) }),
]);

/** The configuration of one stack, as `Pulumi.<stack>.yaml` writes it under `sluice:`. Plain values: a gate cannot read a secret or an Output. */
export const Settings = z
  .strictObject({
    plan: ProjectPath.default("plan.yaml").describe("The plan."),
    trust: ProjectPath.default("trust.yaml").describe("Who may sign."),
    evidence: ProjectPath.default("evidence").describe("Folder of signed evidence and of the journal."),
    platform: Platform.describe("Where the stack runs."),
    phase: z
      .string()
      .min(1)
      .describe("The stage to apply: bootstrap, prepare, a phase of the plan, complete or sign-offs."),
    release: ReleaseSettings,
    stable: z
      .string()
      .min(1)
      .optional()
      .describe("Id of the release that must be the stable one. It is compared only: stable comes from progress."),
    hosts: z.record(z.string(), z.array(Host).min(1)).describe("Host names that clients call, by service."),
    router: z.enum(["traefik", "gateway-api"]).default("traefik").describe("Which objects carry the weights."),
    gateway: Gateway.optional().describe("The gateway that routes attach to; needed by the router gateway-api."),
    tls: Tls.optional().describe("Certificate of all hosts. Left out: plain HTTP, for a rehearsal only."),
    smokeToken: z
      .string()
      .regex(/^[\w.-]+$/)
      .default("candidate")
      .describe("Value of the header that asks for the candidate."),
    lifters: z
      .array(Actor)
      .min(1)
      .describe("Who runs this program, as the platform knows them: they alone may raise a ceiling."),
    holders: z.array(Actor).default([]).describe("Who writes the hold on an abort and may do nothing else."),
    onCall: z.array(Actor).default([]).describe("Who aborts a release and lowers the ceiling by hand."),
    dns: z
      .strictObject({ target: z.string().min(1), ttlSeconds: z.number().int().min(30).max(86_400).optional() })
      .optional()
      .describe("Where the host names point to. Left out: somebody else keeps the records."),
    monitoring: MonitoringSettings.optional().describe(
      "Who hears of alerts, and what the cluster's monitoring needs to know: `labels` by which it selects objects, `prober` for the health paths, `runbooks`, `receivers` by name, `notify` with the receivers of page, warn, info, escalation and watchdog. Left out: rules and scrapes without routes.",
    ),
    dashboards: DashboardSettings.optional().describe(
      "Where Grafana shows the boards, by grafana-operator's objects: `instances` with the labels of its Grafana objects, `folder`. Left out: no boards, as in a cluster without that operator.",
    ),
    rehearsal: z.boolean().default(false).describe("Whether plans derived for a rehearsal may run here."),
    waitSeconds: z
      .number()
      .int()
      .min(10)
      .max(3600)
      .default(600)
      .describe("Longest wait for a share to be reached, in seconds."),
  })
  .readonly();
/** The configuration of one stack. */
export type Settings = z.infer<typeof Settings>;

/** The names of all settings, in the order of the documentation. */
export const settingNames = Object.keys(Settings.unwrap().shape) as readonly (keyof Settings)[];

/**
 * Reads settings from the text values that Pulumi's configuration holds. An object or a list stands there as JSON, everything else as it was written.
 * Returns the settings, or every problem as one line each.
 */
export function readSettings(
  text: (name: string) => string | undefined,
): { settings: Settings } | { problems: readonly string[] } {
  const raw: Record<string, unknown> = {};
  for (const name of settingNames) {
    const value = text(name);
    if (value !== undefined) raw[name] = valueOf(value);
  }
  const parsed = Settings.safeParse(raw);
  if (parsed.success) return { settings: parsed.data };
  return {
    problems: parsed.error.issues.map(
      ({ path, message }) => `setting "sluice:${path.join(".")}": ${message}, got ${shown(raw, path)}`,
    ),
  };
}

function valueOf(text: string): unknown {
  if (text === "true" || text === "false" || /^(?:[[{]|-?\d+$)/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  return text;
}

function shown(raw: unknown, path: readonly PropertyKey[]): string {
  const found = path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], raw);
  return found === undefined ? "nothing" : (JSON.stringify(found)?.slice(0, 80) ?? "nothing");
}
