import { everyKind, type Finding, finding, type Guard, nothing } from "./guard";
import { secondsOf } from "./instant";
import type { Known } from "./known";
import { progressSchema } from "./progress";
import type { Standing } from "./standing";

/** How far clocks may differ, in seconds. */
export const clockToleranceSeconds = 60;

const meanwhile = `on-call can lower the share with "sluice rollback", which needs none of this`;

/** Progress can be read. Nothing is known without it, so nothing changes. */
export const progressReadable: Guard = {
  of: everyKind,
  judge: ({ situation: { progress }, asked }) =>
    progress.kind === "unknown"
      ? finding(
          `progress of "${asked.system}": cannot be read, got ${progress.reason}`,
          `platform engineer: give access to it and run again; ${meanwhile}`,
        )
      : nothing,
};

/** The hold object can be read and, once there is progress, exists. */
export const holdReadable: Guard = {
  of: everyKind,
  judge: (standing) =>
    unread(standing, standing.situation.hold, "hold", "restore it from the journal, a deleted hold still holds"),
};

/** The share that the router really sends can be read and, once there is progress, is a share. */
export const weightReadable: Guard = {
  of: everyKind,
  judge: (standing) => {
    const { weight } = standing.situation;
    const isShare = weight.kind !== "present" || (weight.value >= 0 && weight.value <= 100);
    if (isShare) return unread(standing, weight, "weight", "restore the router");
    return finding(
      `weight of "${standing.asked.system}": is no share between 0 % and 100 %, got ${weight.value} %`,
      `platform engineer: repair the router and run again; ${meanwhile}`,
    );
  },
};

/** Progress has a shape that this version knows. */
export const schemaKnown: Guard = {
  of: everyKind,
  judge: ({ progress, asked }) =>
    progress !== undefined && !(progress.schema <= progressSchema)
      ? finding(
          `progress of "${asked.system}": was written by a newer Sluice, got schema ${progress.schema}, known up to ${progressSchema}`,
          "platform engineer: upgrade Sluice here to the version that wrote it",
        )
      : nothing,
};

/** Progress belongs to the system and the stack that are asked. */
export const systemSame: Guard = {
  of: everyKind,
  judge: ({ progress, asked }) =>
    progress !== undefined && (progress.system !== asked.system || progress.stack !== asked.stack)
      ? finding(
          `progress of "${asked.system}" on stack "${asked.stack}": belongs to another, got "${progress.system}" on stack "${progress.stack}"`,
          "platform engineer: point the stack to its own cluster and namespace",
        )
      : nothing,
};

/** Nothing that was read lies in the future. */
export const pastOnly: Guard = {
  of: everyKind,
  judge: ({ progress, hold, situation: { now } }) => {
    const latest = secondsOf(now) + clockToleranceSeconds;
    const times = [
      ["since of the progress", progress?.since],
      ["time of the last completed release", progress?.completedAt],
      ["time of the hold", hold?.at],
    ] as const;
    return times.flatMap(([what, at]) =>
      at === undefined || secondsOf(at) <= latest
        ? []
        : finding(
            `${what}: must be a past time, got ${at} at ${now}`,
            "platform engineer: find out which machine wrote it with a wrong clock, and correct it",
          ),
    );
  },
};

/** The local clock agrees with the platform's. */
export const clockRight: Guard = {
  of: everyKind,
  judge: ({ situation: { clockSkewSeconds: skew, now } }) =>
    skew.kind === "present" && Math.abs(skew.value) <= clockToleranceSeconds
      ? nothing
      : finding(
          `clock: must be within ${clockToleranceSeconds} seconds of the platform's, got ${skewText(skew)} at ${now}`,
          "platform engineer: set the clock of this machine by NTP and run again",
        ),
};

const skewText = (skew: Known<number>): string =>
  skew.kind === "present"
    ? `${skew.value} seconds`
    : skew.kind === "unknown"
      ? skew.reason
      : "no time from the platform";

function unread(standing: Standing, known: Known<unknown>, what: string, remedy: string): readonly Finding[] {
  const { asked, progress } = standing;
  if (known.kind === "unknown") {
    return finding(
      `${what} of "${asked.system}": cannot be read, got ${known.reason}`,
      `platform engineer: give access to it and run again; ${meanwhile}`,
    );
  }
  if (known.kind === "present" || progress === undefined) return nothing;
  return finding(
    `${what} of "${asked.system}": is absent although a release is at "${progress.phase}"`,
    `platform engineer: ${remedy}; ${meanwhile}`,
  );
}
