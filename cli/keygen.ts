import { resolve } from "node:path";
import { Option, type Command } from "commander";
import { createKeyFile, keyFile, keyTypes, type KeyType } from "./key-file";
import { run } from "./run";

/** Adds `sluice keygen`: makes a key pair and prints what to put into the trust. */
export function addKeygenCommand(program: Command): void {
  program
    .command("keygen <id>")
    .description("make a key pair; the private half stays with you, the public half goes into trust.yaml")
    .addOption(new Option("--type <type>", "kind of key").choices(keyTypes).default("ed25519"))
    .option("--holder <name>", "the person or machine of the trust that holds it")
    .option("--out <file>", "where the private key goes, outside of any git work tree")
    .addHelpText(
      "after",
      "\nSet SLUICE_KEY_PASSPHRASE to keep the private key encrypted.\n\nExample:\n  npx sluice keygen ada-2026 --holder ada",
    )
    .action((id: string, options: { readonly type: KeyType; readonly holder?: string; readonly out?: string }) =>
      run(() => {
        if (!/^[a-z0-9][a-z0-9._-]{0,99}$/.test(id))
          throw new Error(`key "${id}": must be named with a-z, 0-9, dot, dash and underscore`);
        const path = options.out === undefined ? keyFile(id) : resolve(options.out);
        const pem = createKeyFile(path, options.type);
        console.error(`wrote the private key to ${path}; add this to the keys of trust.yaml:`);
        console.log(trustEntry(id, options.holder ?? "<person or machine of the trust>", pem, new Date()));
      }),
    );
}

/** The lines for `keys` of a trust: the key counts from today, for a year. */
export function trustEntry(id: string, holder: string, pem: string, today: Date): string {
  const from = today.toISOString().slice(0, 10);
  const until = `${Number(from.slice(0, 4)) + 1}${from.slice(4).replace("-02-29", "-02-28")}`;
  const lines = pem
    .trimEnd()
    .split("\n")
    .map((line) => `      ${line}`);
  return [
    `  - id: ${id}`,
    `    holder: ${holder}`,
    "    public key: |",
    ...lines,
    `    from: ${from}`,
    `    until: ${until}`,
  ].join("\n");
}
