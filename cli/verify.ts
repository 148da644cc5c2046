import type { Command } from "commander";
import pc from "picocolors";
import type { EvidenceFinding } from "../evidence/evidence";
import { keyringOf } from "../evidence/keyring";
import { readEvidence } from "../evidence/read-evidence";
import { readJournal } from "../evidence/read-journal";
import { journalPath } from "../situation/assess";
import type { Inputs } from "../situation/read-inputs";
import { exitCodes, run } from "./run";
import { chooseStack, stackInputs } from "./stack-config";

interface VerifyOptions {
  readonly cwd: string;
  readonly stack?: string;
  readonly at?: string;
  readonly json?: boolean;
}

/** What `sluice verify` found. */
export interface Verification {
  /** One line on the journal, and whether its chain holds. */
  readonly journal: { readonly holds: boolean; readonly line: string };
  readonly findings: readonly EvidenceFinding[];
  readonly problems: readonly string[];
}

/** Adds `sluice verify`: checks every envelope and the chain of the journal. */
export function addVerifyCommand(program: Command): void {
  program
    .command("verify")
    .description("check every signature, signer and report, and the chain of the journal")
    .option("--cwd <folder>", "folder of the Pulumi project", ".")
    .option("--stack <stack>", "the stack whose evidence is checked")
    .option("--at <time>", "check as of this moment, in UTC")
    .option("--json", "print everything as one JSON object")
    .addHelpText("after", "\nExit code: 0 all holds, 3 something does not, 4 the journal cannot be believed.")
    .action((options: VerifyOptions) =>
      run(() => {
        const inputs = stackInputs(chooseStack(options.cwd, options.stack));
        const verification = verify(inputs, options.at ?? new Date().toISOString());
        console.log(options.json === true ? JSON.stringify(verification, null, 2) : verificationText(verification));
        process.exitCode = exitCode(verification);
      }),
    );
}

/** Checks all evidence of a stack as of a moment. */
export function verify(inputs: Inputs, now: string): Verification {
  const { root, settings, stack, plan, trust } = inputs;
  const trusting = { keyring: keyringOf(trust), now };
  const journal = readJournal({ ...trusting, root, path: journalPath(inputs), system: plan.system, stack });
  const known = journal.kind === "present" ? { journal: journal.value } : {};
  const { findings, problems } = readEvidence({ ...trusting, root, from: { folder: settings.evidence }, ...known });
  if (journal.kind !== "present") {
    const line = journal.kind === "unknown" ? journal.reason : `journal "${journalPath(inputs)}": is absent`;
    return { journal: { holds: journal.kind === "absent" && findings.length === 0, line }, findings, problems };
  }
  const { links, head } = journal.value;
  const line = `journal "${journalPath(inputs)}": ${links.length} entries, head ${head}`;
  return { journal: { holds: true, line }, findings, problems: [...problems, ...journal.value.problems] };
}

/** The findings as a table, plain when it is not shown on a terminal. */
export function verificationText({ journal, findings, problems }: Verification): string {
  return [
    `${journal.holds ? pc.green("ok     ") : pc.red("broken ")} ${journal.line}`,
    ...problems.map((problem) => `${pc.red("problem")} ${problem}`),
    ...findings.map(findingLine),
  ].join("\n");
}

function findingLine(finding: EvidenceFinding): string {
  switch (finding.kind) {
    case "present": {
      const { kind, signer, issued, id } = finding.evidence;
      return `${pc.green("ok     ")} ${finding.path}: ${kind} by ${signer.name}, issued ${issued}, id ${id}`;
    }
    case "absent":
      return `${pc.red("gone   ")} ${finding.path}: stands in the journal and its file is gone`;
    case "invalid":
      return `${pc.red("invalid")} ${finding.path}: ${finding.reason}`;
    default:
      return finding satisfies never;
  }
}

function exitCode({ journal, findings, problems }: Verification): number {
  if (!journal.holds) return exitCodes.unknown;
  return problems.length > 0 || findings.some(({ kind }) => kind !== "present") ? exitCodes.refused : exitCodes.ok;
}
