import { createHash } from "node:crypto";
import { join, relative, resolve } from "node:path";
import type { Command } from "commander";
import { readBoundedFile } from "../evidence/bounded-file";
import { parseEnvelope } from "../evidence/envelope";
import { run } from "./run";
import { signFrom, withSignOptions, type SignOptions } from "./sign";

interface WithdrawOptions extends SignOptions {
  readonly reason: string;
}

/** Adds `sluice withdraw`: takes evidence back. Its file stays where it is; the journal says that it no longer counts. */
export function addWithdrawCommand(program: Command): void {
  const command = program
    .command("withdraw")
    .argument("<file or id>", "the envelope, or the id that sluice verify prints")
    .description("take evidence back: from then on it counts for no gate");
  withSignOptions(command)
    .requiredOption("--reason <words>", "why, as one line")
    .addHelpText(
      "after",
      "\nExample:\n  npx sluice withdraw evidence/approval-0a1b2c3d4e5f.dsse.json --key sam-2026 --stack production --reason 'wrong build'",
    )
    .action((what: string, options: WithdrawOptions) =>
      run(async () => {
        const claim = [`evidence=${idOf(what, options.cwd)}`, `reason=${options.reason}`];
        const signed = await signFrom("withdrawal", { ...options, claim });
        if (signed !== undefined) console.log(signed.path);
      }),
    );
}

/** The id of evidence: the SHA-256 of its payload. */
function idOf(what: string, cwd: string): string {
  if (/^[0-9a-f]{64}$/.test(what)) return what;
  const root = resolve(cwd);
  const path = relative(root, resolve(join(root, what)));
  const file = readBoundedFile(root, path);
  const envelope = file.kind === "present" ? parseEnvelope(file.value) : file;
  if (envelope.kind !== "present") {
    throw new Error(`evidence "${what}": ${envelope.kind === "invalid" ? envelope.reason : "is absent"}`);
  }
  return createHash("sha256").update(Buffer.from(envelope.value.payload, "base64")).digest("hex");
}
