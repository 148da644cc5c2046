import { z } from "zod";

/** What keeps the system's data. */
export const Store = z.strictObject({
  name: z.string(),
  kind: z.enum(["postgres", "mysql", "redis", "mongodb", "elasticsearch", "object-storage", "queue"]),
  host: z.string().optional(),
  port: z.number().int().optional(),
  /** Name or number of the database on the server. */
  database: z.string().optional(),
});

/** What keeps the system's data. */
export type Store = z.infer<typeof Store>;

/** How the stores are backed up and how fast they come back. */
export const Backup = z.strictObject({
  /** Names of the stores that are backed up. */
  stores: z.array(z.string()),
  everySeconds: z.number(),
  keepSeconds: z.number(),
  /** How much data may be lost at most (RPO). */
  recoveryPointSeconds: z.number(),
  /** How long a restore may take at most (RTO). */
  recoveryTimeSeconds: z.number(),
  /** Whether a copy lies in another region. */
  otherRegion: z.boolean().default(false),
  /** How old the last restore drill may be. */
  drillEverySeconds: z.number().default(90 * 86_400),
});

/** How the stores are backed up and how fast they come back. */
export type Backup = z.infer<typeof Backup>;

/** How a service's data follows the release. Expanding comes before the candidate, contracting after completion. */
export const Migration = z.strictObject({
  service: z.string(),
  store: z.string().optional(),
  /** Words of the command that adds what the candidate needs and the stable version can live with. */
  expand: z.array(z.string()),
  /** Words of the command that takes it back. */
  undo: z.array(z.string()).optional(),
  /** Words of the command that removes what only the previous version needed. There is no way back after it. */
  contract: z.array(z.string()).optional(),
  /** How long after completion the contracting waits at least. */
  contractAfterSeconds: z.number().default(7 * 86_400),
});

/** How a service's data follows the release. */
export type Migration = z.infer<typeof Migration>;
