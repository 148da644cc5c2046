import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

const auditEvent = z.object({
  verb: z.string(),
  user: z.object({ username: z.string() }),
  userAgent: z.string().default(""),
  stageTimestamp: z.string(),
  requestURI: z.string(),
  objectRef: z
    .object({
      resource: z.string(),
      subresource: z.string().optional(),
      namespace: z.string().optional(),
      name: z.string().optional(),
      apiGroup: z.string().optional(),
    })
    .optional(),
  responseStatus: z.object({ code: z.number(), message: z.string().optional() }).optional(),
});

/** One write that the API server recorded, refused ones included. `object` reads `resource[/subresource]`. */
export interface AuditedWrite {
  readonly at: Date;
  readonly user: string;
  readonly verb: string;
  readonly object: string;
  readonly group: string;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly code: number;
  readonly message: string | undefined;
  readonly dryRun: boolean;
}

/** Lists the writes in an audit log, oldest first; of one user only where one is named. */
export function auditLog(path: string, user?: string): AuditedWrite[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n");
  // The last piece is empty, or a line that the API server is still writing.
  const writes = lines.slice(0, -1).map(readEvent);
  return user === undefined ? writes : writes.filter((write) => write.user === user);
}

function readEvent(line: string): AuditedWrite {
  const event = auditEvent.parse(JSON.parse(line));
  const { resource = "", subresource, namespace, name, apiGroup = "" } = event.objectRef ?? {};
  return {
    at: new Date(event.stageTimestamp),
    user: event.user.username,
    verb: event.verb,
    object: subresource === undefined ? resource : `${resource}/${subresource}`,
    group: apiGroup,
    namespace,
    name,
    code: event.responseStatus?.code ?? 0,
    message: event.responseStatus?.message,
    dryRun: new URL(event.requestURI, "https://lab").searchParams.has("dryRun"),
  };
}
