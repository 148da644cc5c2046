import { gateReasons } from "./gate-survivor-reasons";
import type { Mutant } from "./mutants";

/** Why the same change, wherever it stands in a file, is equal to the original. */
interface Reason {
  readonly file: string;
  readonly original: string;
  readonly replacement: string;
  readonly reason: string;
}

const narrowing =
  "Equal: the check tells the compiler what the guards over state, or the start of a release without progress, have settled before.";
const noValue = "Equal: what is absent or unknown has no value, and reads as undefined either way.";
const unreached = "Never reached: the compiler proves that the cases above are all there are.";
const noShare = "Equal: a refused move has no share, so nothing that was reached equals it and progress stays.";

const row = (file: string, original: string, replacement: string, reason: string): Reason => ({
  file: `release/${file}.ts`,
  original,
  replacement,
  reason,
});

/** Every survivor that was looked at. One that is not in here fails the proof. */
const reasons: readonly Reason[] = [
  row("allowed-move", "default: return kind satisfies never;", "default:", unreached),
  row("threshold", "default: return operator satisfies never;", "default:", unreached),
  row("transition", "default: return move.kind satisfies never;", "default:", unreached),
  row(
    "allowed-move",
    "hold !== undefined",
    "true",
    "Equal: without a hold object nothing but a bootstrap is allowed, and nothing is over what is bootstrapped.",
  ),
  row("allowed-move", "progress !== undefined", "true", narrowing),
  row("ceiling", "progress === undefined", "false", narrowing),
  row("gate-guards", "progress === undefined", "false", narrowing),
  row("order", "progress === undefined", "false", narrowing),
  row("order", "progress !== undefined", "true", narrowing),
  row("ceiling", "over?.at", "over.at", "Equal: a ceiling below the share comes from a hold, which is there then."),
  row(
    "ceiling",
    "over?.reason",
    "over.reason",
    "Equal: a ceiling below the share comes from a hold, which is there then.",
  ),
  row(
    "gate-guards",
    "[]",
    '["Stryker was here"]',
    "Never reached: the guards over state refuse a stage that the plan lacks.",
  ),
  row("gate-guards", "phaseOf(lifeCycle, phase)?.enter", "phaseOf(lifeCycle, phase).enter", narrowing),
  row(
    "threshold",
    "measured === undefined",
    "false",
    "Equal: a missing measurement is no finite number, which the rest of the condition refuses.",
  ),
  row("burn-rate", "ratio !== undefined", "true", "Equal: a missing ratio is neither 0 nor more, which is asked next."),
  row("transition", 'situation.progress.kind === "present"', "true", noValue),
  row("transition", 'journal.kind === "present"', "true", "Equal: no upward move is allowed without a journal."),
  row("transition", 'move.kind === "refused"', "false", noShare),
  row("transition", '"refused"', '""', noShare),
  row(
    "transition",
    "secondsOf(reached.at) > 0",
    "secondsOf(reached.at) >= 0",
    "Differs in the first second of 1970 only. Both refuse what is no time.",
  ),
  row(
    "transition",
    '"bootstrap"',
    '""',
    "Equal: no bootstrap gets here. It has no progress before it and is written above.",
  ),
  row(
    "transition",
    "pointOfNoReturn !== undefined",
    "true",
    "Equal: no kept release has an undefined id, so the other half is false then.",
  ),
  row(
    "soak-since",
    "secondsOf(at) <= secondsOf(latest)",
    "secondsOf(at) < secondsOf(latest)",
    "Equal: of two writings of one moment, either counts from the same second.",
  ),
  row(
    "standing-hold",
    "[]",
    '["Stryker was here"]',
    "Equal: a text is no release and no lifting, so it is never found.",
  ),
  row("standing-hold", "ceilingPercent >= 0", "ceilingPercent > 0", "Equal: a ceiling of 0 gives 0 either way."),
  row("known", 'known.kind === "present"', "true", noValue),
  row(
    "state",
    'skew.kind === "present"',
    "true",
    "Equal: a skew that is not present is no number, and within no bound.",
  ),
];

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Why this survivor is no gap in the tests, when somebody has looked at it. */
export const reasonFor = ({ file, original, replacement }: Mutant): string | undefined =>
  [...reasons, ...gateReasons].find(
    (one) => one.file === file && one.original === plain(original) && one.replacement === plain(replacement),
  )?.reason;
