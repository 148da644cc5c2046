import { mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Option, type Command } from "commander";
import { cacheFolder } from "./cache-folder";
import { readToolchainRecord } from "./toolchain-record";

/** The notations in which `sluice env` can print: for POSIX shells, fish, PowerShell, or programs. */
export type EnvShell = "sh" | "fish" | "powershell" | "json";

const shells: readonly EnvShell[] = ["sh", "fish", "powershell", "json"];

/** What `sluice env` looks at: the checkout, its cache, and the environment that the exports will extend. */
export interface EnvSource {
  readonly projectFolder: string;
  readonly cache: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** The variables a person needs to call `pulumi` by hand, or the reason why there are none yet. A backend that the person has chosen already is kept. */
export function environmentVariables(source: EnvSource): Record<string, string> | { readonly missing: string } {
  const record = readToolchainRecord(source.cache, source.projectFolder);
  if (record?.programs["pulumi"] === undefined) {
    return { missing: 'toolchain "pulumi": is not built yet in this checkout; run: npm run lab -- build' };
  }
  const own = [join(source.projectFolder, "node_modules", ".bin"), record.folder];
  const inherited = (source.environment["PATH"] ?? "").split(delimiter).filter((part) => !own.includes(part));
  const state = join(source.projectFolder, ".lab", "state");
  return {
    PATH: [...own, ...inherited].join(delimiter),
    PULUMI_BACKEND_URL: source.environment["PULUMI_BACKEND_URL"] ?? `file://${state}`,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}

/** The same variables as lines that the given shell evaluates, or as one JSON object. */
export function renderEnvironment(variables: Readonly<Record<string, string>>, shell: EnvShell): string {
  const entries = Object.entries(variables);
  const lines = (line: (name: string, value: string) => string): string =>
    entries.map(([name, value]) => line(name, value)).join("\n");
  switch (shell) {
    case "sh":
      return lines((name, value) => `export ${name}='${value.replaceAll("'", `'\\''`)}'`);
    case "fish":
      return lines((name, value) => `set -gx ${name} '${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`);
    case "powershell":
      return lines((name, value) => `$env:${name} = '${value.replaceAll("'", "''")}'`);
    case "json":
      return JSON.stringify(variables, null, 2);
    default:
      return shell satisfies never;
  }
}

/** Adds `sluice env` to the program. It creates the folder of the file backend, which Pulumi wants to exist. */
export function addEnvCommand(program: Command, projectFolder: string): void {
  program
    .command("env")
    .description("print the exports needed to call pulumi by hand")
    .addOption(new Option("--shell <shell>", "notation of the exports").choices(shells).default("sh"))
    .option("--json", "the same as --shell json")
    .addHelpText("after", '\nExample:\n  eval "$(npx sluice env)"\n  pulumi stack ls')
    .action((options: { readonly shell: EnvShell; readonly json?: boolean }, command: Command) => {
      const variables = environmentVariables({ projectFolder, cache: cacheFolder(), environment: process.env });
      if (isMissing(variables)) command.error(`sluice: ${variables.missing}`, { exitCode: 1 });
      const backend = variables["PULUMI_BACKEND_URL"] ?? "";
      if (backend.startsWith("file://")) mkdirSync(backend.slice("file://".length), { recursive: true });
      console.log(renderEnvironment(variables, options.json === true ? "json" : options.shell));
    });
}

function isMissing(
  variables: Record<string, string> | { readonly missing: string },
): variables is { readonly missing: string } {
  return "missing" in variables;
}
