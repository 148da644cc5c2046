import { type Command, Option } from "commander";
import { evidenceKinds, EvidenceKind } from "../evidence/evidence-kind";
import { ReportFormat } from "../evidence/reports/report-format";
import { signEvidence, statementToSign, type EvidenceHome, type Signed, type ToSign } from "../evidence/sign-evidence";
import type { SigningKey } from "../evidence/sign-envelope";
import { journalPath } from "../situation/assess";
import type { Inputs } from "../situation/read-inputs";
import { claimFromWords } from "./claim-words";
import { keyFile, readKeyFile } from "./key-file";
import { run } from "./run";
import { chooseStack, stackInputs } from "./stack-config";
import { statementRequest } from "./statement-request";
import { statementText } from "./statement-text";

/** Options that every command which signs has. */
export interface SignOptions {
  readonly cwd: string;
  readonly stack?: string;
  readonly phase?: string;
  readonly aboutStack?: string;
  readonly source?: string;
  readonly key: string;
  readonly keyFile?: string;
  readonly claim: readonly string[];
  readonly report?: string;
  readonly format?: ReportFormat;
  readonly notBefore?: string;
  readonly expires?: string;
  readonly dryRun?: boolean;
}

/** Signs one piece of evidence and records it: what commands, pipelines and rehearsals call. `at` is RFC 3339 in UTC. */
export async function signStatement(
  home: EvidenceHome,
  sign: ToSign,
  key: SigningKey,
  at = sign.issued,
): Promise<Signed> {
  const [signed] = await signEvidence(home, [{ sign, key }], at);
  if (signed === undefined) throw new Error(`evidence "${sign.kind}": was not signed`);
  return signed;
}

/** Where the evidence of a stack lies. */
export const evidenceHome = (inputs: Inputs): EvidenceHome => ({
  root: inputs.root,
  folder: inputs.settings.evidence,
  journal: { path: journalPath(inputs), system: inputs.plan.system, stack: inputs.stack },
});

/** Adds the options that every command which signs has. */
export function withSignOptions(command: Command): Command {
  return command
    .requiredOption("--key <id>", "id of the key to sign with, as trust.yaml names it")
    .option("--key-file <file>", "the private key, when it is not in the folder of keys")
    .option("--cwd <folder>", "folder of the Pulumi project", ".")
    .option("--stack <stack>", "the stack whose gates it is for")
    .option("--about-stack <stack>", "the stack that it is about, when that is another, such as staging")
    .option("--phase <phase>", "the phase that it is about, when it is not that of the settings")
    .option("--not-before <time>", "from when it counts, in UTC")
    .option("--expires <time>", "from when it no longer counts, in UTC")
    .option("--dry-run", "show what would be signed, and sign nothing");
}

/** Adds `sluice sign`: signs one piece of evidence of any kind. */
export function addSignCommand(program: Command): void {
  const command = program
    .command("sign")
    .argument("<kind>", `kind of evidence: ${evidenceKinds.join(", ")}`)
    .description("sign one piece of evidence and record it in the journal");
  withSignOptions(command)
    .option("--source <revision>", "the source revision that it is about, when no provenance says so")
    .option(
      "--claim <name=value>",
      "what you state; repeat it for more",
      (word, all: readonly string[]) => [...all, word],
      [],
    )
    .option("--report <file>", "the raw report it rests on, below the folder of the project")
    .addOption(new Option("--format <format>", "format of the report").choices(ReportFormat.options))
    .addHelpText(
      "after",
      "\nExample:\n  npx sluice sign tests --key build-2026 --stack production --claim suite=tools \\\n    --report evidence/reports/junit.xml --format junit",
    )
    .action((kind: string, options: SignOptions) =>
      run(async () => {
        const parsed = EvidenceKind.safeParse(kind);
        if (!parsed.success) throw new Error(`evidence "${kind}": must be one of ${evidenceKinds.join(", ")}`);
        const signed = await signFrom(parsed.data, options);
        if (signed !== undefined) console.log(signed.path);
      }),
    );
}

/** Signs what the options of a command describe, after showing it. `confirm` may refuse by throwing. */
export async function signFrom(
  kind: EvidenceKind,
  options: SignOptions,
  confirm: (text: string) => Promise<void> = (text) => Promise.resolve(console.error(text)),
): Promise<Signed | undefined> {
  const inputs = stackInputs(
    chooseStack(options.cwd, options.stack),
    options.phase === undefined ? {} : { phase: options.phase },
  );
  const claim = claimFromWords(kind, options.claim);
  const sign = statementRequest({ inputs, kind, claim, options, issued: new Date().toISOString() });
  const text = statementText(statementToSign(inputs.root, sign, options.key));
  if (options.dryRun === true) {
    console.log(text);
    return undefined;
  }
  const key = readKeyFile(options.key, options.keyFile ?? keyFile(options.key));
  if (!inputs.trust.keys.some(({ id }) => id === options.key)) {
    throw new Error(
      `key "${options.key}": must be one of the trust (${inputs.trust.keys.map(({ id }) => id).join(", ")})`,
    );
  }
  await confirm(text);
  return signStatement(evidenceHome(inputs), sign, key);
}
