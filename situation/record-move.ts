import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { appendJournal } from "../evidence/append-journal";
import { parseChain } from "../evidence/journal-chain";
import type { Recorded } from "../evidence/journal-entry";
import { pastTrustPath } from "../evidence/trust-change";
import { valueOf } from "../release/known";
import type { AllowedMove } from "../release/move";
import type { Progress } from "../release/progress";
import type { Situation } from "../release/situation";
import { standingHolds, unrecordedHolds } from "../release/standing-hold";
import { readTrust } from "../trust/read-trust";
import { journalPath, type Assessment } from "./assess";

type Transition = Extract<Recorded, { kind: "transition" }>;

/**
 * Writes into the stack's journal what is true now and not yet in it: the place that progress names, and a live hold. A hold
 * that stands there holds on when its object is deleted, and a deleted progress is noticed. Gives the entries that it wrote;
 * throws when the journal cannot be extended.
 */
export const recordStanding = (assessment: Assessment): Promise<readonly Recorded[]> => record(assessment, []);

/**
 * Writes what an update is about to rest on, before anything changes: what stands, the verdict of every gate, and the trust by
 * its hash, so that a later change of it can be judged by its own keys.
 * A way down goes on without a journal: the answer is then why nothing was written.
 */
export async function recordMove(assessment: Assessment, move: AllowedMove): Promise<string | undefined> {
  const climbs = move.kind === "up" || move.kind === "bootstrap";
  try {
    if (climbs) keepTrust(assessment);
    await record(assessment, climbs ? verdictsOf(assessment) : []);
    return undefined;
  } catch (error) {
    if (climbs || !(error instanceof Error)) throw error;
    return `nothing was recorded: ${error.message}`;
  }
}

/** What stands, then `more`, as one step. */
async function record({ inputs, situation }: Assessment, more: readonly Recorded[]): Promise<readonly Recorded[]> {
  const path = join(inputs.root, journalPath(inputs));
  const due = [...transitionDue(situation, transitionsIn(path)), ...holdsDue(situation), ...more];
  if (due.length > 0)
    await appendJournal({ path, system: inputs.plan.system, stack: inputs.stack }, due, situation.now);
  return due;
}

/** The transitions of a journal that holds; none of one that is absent. What is wrong with a broken one is said when it is extended. */
function transitionsIn(path: string): readonly Transition[] {
  const chain = existsSync(path) ? parseChain(readFileSync(path)) : undefined;
  return chain?.kind === "present"
    ? chain.value.flatMap(({ entry: { recorded } }) => (recorded.kind === "transition" ? [recorded] : []))
    : [];
}

function transitionDue({ progress }: Situation, before: readonly Transition[]): readonly Transition[] {
  const now = valueOf(progress);
  const last = before.at(-1);
  if (now === undefined) return [];
  const { phase: to, sharePercent } = now;
  const release = now.release.id;
  if (last?.release === release && last.to === to && last.sharePercent === sharePercent) return [];
  return [{ kind: "transition", move: moveOf(now, last), release, from: last?.to ?? "nothing", to, sharePercent }];
}

/** Which way it went, by the place that was recorded before it. The first one ever is the bootstrap. */
function moveOf({ release, sharePercent, completed }: Progress, last: Transition | undefined): string {
  if (last === undefined) return "bootstrap";
  if (last.release !== release.id) return completed.some(({ id }) => id === release.id) ? "return" : "up";
  return sharePercent < last.sharePercent ? "down" : "up";
}

function holdsDue({ hold, journal, progress }: Situation): readonly Recorded[] {
  const recorded = valueOf(journal);
  const holds = standingHolds(valueOf(hold), recorded, valueOf(progress));
  return unrecordedHolds(holds, recorded).map((one) => ({ kind: "hold", ...one }));
}

const verdictsOf = ({ inputs, situation, verdicts }: Assessment): readonly Recorded[] =>
  verdicts.flatMap(({ gate, status, reason }): readonly Recorded[] =>
    gate === undefined
      ? []
      : [{ kind: "verdict", release: situation.asked.release.id, phase: inputs.settings.phase, gate, status, reason }],
  );

function keepTrust({ inputs: { root, settings, trustHash } }: Assessment): void {
  const path = join(root, pastTrustPath(settings.evidence, trustHash));
  if (existsSync(path)) return;
  const text = readFileSync(join(root, settings.trust), "utf8");
  const reading = readTrust(text);
  if (reading.kind === "invalid" || reading.hash !== trustHash)
    throw new Error(`trust "${settings.trust}": has changed while it was judged`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
