import type { Mutant } from "./mutants";

/** Why the same change, wherever it stands in a file, is equal to the original. */
type Reason = Pick<Mutant, "file" | "original" | "replacement"> & { readonly reason: string };

const here = "Stryker was here";
const row = (file: string, original: string, replacement: string, reason: string): Reason => ({
  file: `evidence/${file}.ts`,
  original,
  replacement,
  reason,
});

/** Every survivor in what reads and judges evidence that was looked at. */
export const gateReasons: readonly Reason[] = [
  row(
    "read-freezes",
    "Temporal.ZonedDateTime.compare(start, at) > 0",
    "Temporal.ZonedDateTime.compare(start, at) >= 0",
    "Equal: at the very start the hours are on, and nobody asks for the next.",
  ),
  row("read-freezes", '"sunday"', '""', "Never reached: the days of a week go from 1 to 7."),
  row(
    "reports/junit",
    "key !== attributes",
    "true",
    "Equal: the library puts the tag of a node before its attributes. The check keeps that from mattering.",
  ),
  row("reports/junit", '""', `"${here}!"`, "Never reached: every node that the library gives has a tag."),
  row(
    "reports/junit",
    "false",
    "true",
    "Equal: only entities that a document type declares could make a count of something else, and those are refused.",
  ),
  row("reports/slsa", "source?.uri", "source.uri", "Equal: a commit was found by then, so there is a source."),
  row("reports/pip-audit", '""', `"${here}!"`, "Equal: no reason at all is as little the one that is let pass."),
  row(
    "reports/prometheus",
    "samples[index - 1]?.[0]",
    "samples[index - 1][0]",
    "Equal: there is a sample before every one but the first, which is not asked.",
  ),
  row(
    "reports/sarif",
    "[]",
    `["${here}"]`,
    "Equal: a text has no rules and no id, so it is no rule that is looked for.",
  ),
  row("reports/sarif", '""', `"${here}!"`, "Equal: no rule is called so."),
];
