import { beginningHold } from "./beginning-hold";
import type { Hold } from "./hold";
import type { AllowedMove } from "./move";
import { runsContract } from "./move-kind";
import { servesAsStable } from "./running";
import type { Standing } from "./standing";
import { ceilingOf, sameHold, unrecordedHolds } from "./standing-hold";

/** The move with the shares to set, for a standing in which no guard refuses. */
export function allowedMove(standing: Standing): AllowedMove {
  const { asked, kind, progress, targetPercent, startsRelease } = standing;
  const hold = holdToWrite(standing);
  const [records] = unrecordedHolds(standing.holds, standing.journal);
  return {
    kind,
    from: progress?.phase ?? "nothing",
    to: asked.phase,
    previousPercent: previousPercent(standing),
    targetPercent,
    sharePercent: sharePercent(standing),
    ...(hold === undefined ? {} : { hold }),
    ...(records === undefined ? {} : { records }),
    startsRelease,
    pointOfNoReturn: kind === "up" && progress !== undefined && runsContract(asked, progress),
    notes: notesOf(standing),
  };
}

function previousPercent({ kind, startsRelease, isStable, weightPercent }: Standing): number {
  if (kind === "bootstrap") return 100;
  if (kind === "return") return isStable ? 100 - weightPercent : 0;
  return startsRelease ? 0 : weightPercent;
}

/** share = min(phase, ceiling), and what does not go up never gets more than it has. The stable release has what no candidate takes. */
function sharePercent({ kind, isStable, targetPercent, ceilingPercent, weightPercent }: Standing): number {
  switch (kind) {
    case "bootstrap":
    case "return":
      return targetPercent;
    case "up":
      return Math.min(targetPercent, ceilingPercent);
    case "stay":
    case "down":
      return isStable ? targetPercent : Math.min(targetPercent, ceilingPercent, weightPercent);
    default:
      return kind satisfies never;
  }
}

/**
 * The object follows the release that may rise. Ways down leave it alone, so that nothing is lost on them; a hold of the journal that the object
 * lacks is written back with its own time, which is the name that a lifting must give. A bootstrap that is begun again writes its own again.
 */
function holdToWrite({
  kind,
  isStable,
  startsRelease,
  over,
  hold,
  holds,
  asked,
  progress,
  situation,
}: Standing): Hold | undefined {
  if (kind === "stay" || kind === "down") return undefined;
  // The way back to a stable release whose place others took leads over a share of 100 percent, as that to any other completed release does.
  if (kind === "return" && isStable && progress !== undefined && servesAsStable(progress, situation.running))
    return undefined;
  if (over !== undefined) {
    const { release, ceilingPercent, reason, at } = over;
    return hold !== undefined && sameHold(over, hold) ? undefined : { release, ceilingPercent, reason, at };
  }
  if (kind === "bootstrap") return beginningHold(asked.release, situation.now);
  const holdsAnother = holds.some(({ live }) => live);
  const isOpen = hold !== undefined && ceilingOf(hold) === 100;
  if (!startsRelease && (holdsAnother || isOpen)) return undefined;
  return { release: asked.release.id, ceilingPercent: 100, reason: "nothing holds it", at: situation.now };
}

function notesOf(standing: Standing): readonly string[] {
  const { asked, kind, over, progress, targetPercent } = standing;
  const share = sharePercent(standing);
  const notes: string[] = [];
  if (share < targetPercent) notes.push(`phase "${asked.phase}" has ${targetPercent} %, the share is ${share} %`);
  if (over !== undefined) notes.push(`held at ${over.ceilingPercent} % since ${over.at}: ${over.reason}`);
  if (kind === "up" && progress !== undefined && runsContract(asked, progress)) {
    notes.push(`contract migration "${asked.contractMigration}": no earlier release can be returned to afterwards`);
  }
  return notes;
}
