import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { accepted, fuzz, mutations, originals } from "../support/evidence/mutants";

const mutants = 10_000;
const reportFile = resolve(__dirname, "../../docs/reports/envelope-fuzz.md");

/** 10,000 mutants of genuine envelopes: none is accepted for what no original says. Writes docs/reports/envelope-fuzz.md. */
export async function envelopeFuzz(): Promise<void> {
  const seed = Number(process.env["ENVELOPE_FUZZ_SEED"] ?? Date.now() % 2 ** 31);
  const { all, keyring } = await originals();
  const genuine = all.filter(({ bytes, says }) => accepted(bytes, keyring) === says).length;
  const { forged, harmless } = fuzz(all, keyring, mutants, seed);
  const rows = Object.keys(mutations).map(
    (name) => `| ${name} | ${mutants / Object.keys(mutations).length} | ${harmless[name] ?? 0} |`,
  );
  const text = `# Fuzzing envelopes

Written by \`npm run prove -- envelope-fuzz\`, seed ${seed} (\`ENVELOPE_FUZZ_SEED=${seed}\` repeats the choices; keys are made anew each time), Node ${process.version}.

- genuine envelopes accepted: ${genuine} of ${all.length}
- mutants accepted for another payload, type or signer than an original's: ${forged.length} of ${mutants}

A mutant that is accepted says, byte for byte, what an original says, by the same signer: white space around it, the other of the two equal forms of an ECDSA signature, or a change that happened to change nothing, such as the payload of itself.

| mutation | mutants | accepted for what an original says |
|---|---|---|
${rows.join("\n")}
`;
  process.stdout.write(text);
  if (genuine !== all.length || forged.length > 0)
    throw new Error(
      `envelopes: ${forged.length} forged ones were accepted, ${genuine} of ${all.length} genuine ones\n${forged.join("\n")}`,
    );
  mkdirSync(dirname(reportFile), { recursive: true });
  writeFileSync(reportFile, text);
}
