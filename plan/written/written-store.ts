import { Store } from "../store";
import { duration } from "../text/duration";
import { command } from "../text/sentence";
import { optional, required } from "./field";
import { host, listOf, name, port, words, yesOrNo } from "./plain";
import { section } from "./section";

/** A store, as it is written. */
export const writtenStore = section(
  "store",
  {
    name: required(name, "Name of the store.", "database"),
    kind: required(Store.shape.kind, "What it is.", "postgres"),
    host: optional(host, "Where it answers.", { example: "prod-db" }),
    port: optional(port, "Port on which it answers.", { example: 5432 }),
    database: optional(words, "Name or number of the database on the server, in quotes.", { example: "proofile" }),
  },
  {},
);

/** The backup section, as it is written. */
export const writtenBackup = section(
  "backup",
  {
    stores: required(listOf(name), "The stores that are backed up.", ["database"]),
    every: required(duration, "How often.", "6 hours"),
    keep: required(duration, "How long a backup is kept.", "30 days"),
    "recovery point": required(
      duration,
      "How much data may be lost at most (RPO); no shorter than `every`.",
      "6 hours",
    ),
    "recovery time": required(duration, "How long a restore may take at most (RTO).", "1 hour"),
    "other region": optional(yesOrNo, "Whether a copy lies in another region.", { default: "no" }),
    "drill every": optional(duration, "How old the last restore drill may be.", { default: "90 days" }),
  },
  {
    every: "everySeconds",
    keep: "keepSeconds",
    "recovery point": "recoveryPointSeconds",
    "recovery time": "recoveryTimeSeconds",
    "other region": "otherRegion",
    "drill every": "drillEverySeconds",
  },
);

/** A migration, as it is written. */
export const writtenMigration = section(
  "migration",
  {
    service: required(name, "The service whose image holds the command.", "api"),
    store: optional(name, "The store that it changes.", { example: "database" }),
    expand: required(
      command,
      "Command that adds what the candidate needs; runs before it gets traffic.",
      "alembic upgrade head",
    ),
    undo: optional(command, "Command that takes it back.", { example: "alembic downgrade -1" }),
    contract: optional(command, "Command that removes what only the previous version needed; no way back after it.", {
      example: "alembic upgrade contract@head",
    }),
    "contract after": optional(duration, "How long after completion the contracting waits at least.", {
      default: "7 days",
    }),
  },
  { "contract after": "contractAfterSeconds" },
);
