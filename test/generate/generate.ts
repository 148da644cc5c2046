import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import { commandsPage } from "../../cli/commands-page";
import { commandLine } from "../../cli/main";
import { settingsPage } from "../../contract/settings-page";
import { evidencePage } from "../../evidence/evidence-page";
import { planPage } from "../../plan/plan-page";
import { planSchema } from "../../plan/plan-schema";
import { policiesPage } from "../../policies/policies-page";
import { metricsPage } from "../../report/metrics-page";
import { runbooks } from "../../report/runbooks";
import { trustPage } from "../../trust/trust-page";
import { dashboardFiles } from "../support/dashboards/dashboard-files";
import { twentyMistakes } from "../plan/twenty-mistakes";
import { planOf, ruleSystems } from "../support/rules/rule-systems";

const root = resolve(__dirname, "../..");

/** A committed file that is made from the sources, and how. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: () => Promise<string>;
}

/** Every file that `npm run generate` writes. */
export const generatedFiles: readonly GeneratedFile[] = [
  { path: "docs/reference/plan.schema.json", text: () => json("docs/reference/plan.schema.json", planSchema()) },
  { path: "test/plan/expected/twenty-mistakes.txt", text: () => Promise.resolve(twentyMistakes()) },
  { path: "docs/reference/plan.md", text: () => Promise.resolve(planPage()) },
  { path: "docs/reference/evidence.md", text: () => Promise.resolve(evidencePage()) },
  { path: "docs/reference/settings.md", text: () => Promise.resolve(settingsPage()) },
  { path: "docs/reference/commands.md", text: () => Promise.resolve(commandsPage(commandLine())) },
  { path: "docs/reference/policies.md", text: () => Promise.resolve(policiesPage()) },
  { path: "docs/reference/trust.md", text: () => Promise.resolve(trustPage()) },
  { path: "docs/reference/metrics.md", text: () => Promise.resolve(metricsPage()) },
  ...ruleSystems.flatMap((system) =>
    runbooks(planOf(system)).map(({ path, text }) => ({
      path: `docs/runbooks/${path}`,
      text: () => Promise.resolve(text),
    })),
  ),
  ...dashboardFiles().map(({ path, value }) => ({ path, text: () => json(path, value) })),
];

async function json(path: string, value: unknown): Promise<string> {
  const settings = await resolveConfig(join(root, path));
  return format(JSON.stringify(value), { ...settings, filepath: path });
}

async function generate(check: boolean): Promise<void> {
  for (const { path, text } of generatedFiles) {
    const file = join(root, path);
    const wanted = await text();
    if (!check) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, wanted);
    } else if (readFileSync(file, "utf8") !== wanted) {
      process.exitCode = 1;
      process.stderr.write(`generated file "${path}": must be what the sources give; run npm run generate\n`);
    }
  }
}

if (require.main === module) void generate(process.argv.includes("--check"));
