import { join, resolve } from "node:path";
import ts from "typescript";

const folder = resolve(__dirname);

/** Where Grafana's schema library keeps the options of each kind of panel that we use. */
const options: Readonly<Record<string, string>> = {
  timeseries: "timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen",
  stat: "stat/panelcfg/x/StatPanelCfg_types.gen",
  statetimeline: "statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen",
  "state-timeline": "statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen",
  "status-history": "statushistory/panelcfg/x/StatusHistoryPanelCfg_types.gen",
  text: "text/panelcfg/x/TextPanelCfg_types.gen",
};

/** A dashboard as JSON. */
export interface DashboardJson {
  readonly panels: readonly { readonly type: string; readonly [key: string]: unknown }[];
}

/* The library describes enumerations by TypeScript's own, and a text in JSON is none: what is compared is the text that each stands for. */
const head = `
import type { Dashboard, Panel, RowPanel } from "@grafana/schema/dist/esm/raw/dashboard/x/Dashboard_types.gen";
type Plain<T> = T extends string ? \`\${T}\` : T extends number | boolean | null | undefined ? T
  : T extends readonly (infer U)[] ? Plain<U>[] : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
`;

function source({ panels, ...rest }: DashboardJson): string {
  const parts = panels.map(({ type, ...panel }, at) => {
    if (type === "row") return `export const row${at}: Plain<RowPanel> = ${JSON.stringify({ type, ...panel })};`;
    const module = options[type];
    if (module === undefined) return `export const unknownPanel${at}: never = ${JSON.stringify(type)};`;
    const { options: own, fieldConfig, ...common } = panel;
    const { defaults: { custom, ...defaults } = {}, ...fields } = (fieldConfig ?? {}) as {
      defaults?: { custom?: unknown };
    };
    const from = `import("@grafana/schema/dist/esm/raw/composable/${module}")`;
    return [
      `export const panel${at}: Plain<Omit<Panel, "options" | "fieldConfig">> = ${JSON.stringify({ type, ...common })};`,
      `export const options${at}: Plain<${from}.Options> = ${JSON.stringify(own)};`,
      fieldConfig === undefined
        ? ""
        : `export const fields${at}: Plain<NonNullable<Panel["fieldConfig"]>> = ${JSON.stringify({ overrides: [], ...fields, defaults })};`,
      custom === undefined || type === "stat"
        ? ""
        : `export const custom${at}: Plain<${from}.FieldConfig> = ${JSON.stringify(custom)};`,
    ].join("\n");
  });
  return `${head}export const whole: Plain<Omit<Dashboard, "panels">> = ${JSON.stringify(rest)};\n${parts.join("\n")}\n`;
}

/** Where dashboards are not what Grafana's schema library says they must be: by name, one line each. Unknown keys count. */
export function grafanaProblems(dashboards: Readonly<Record<string, DashboardJson>>): readonly string[] {
  const files = new Map(
    Object.entries(dashboards).map(([name, dashboard]) => [join(folder, `${name}.ts`), source(dashboard)]),
  );
  const settings: ts.CompilerOptions = {
    ...{ strict: true, noEmit: true, skipLibCheck: true, types: [], lib: ["lib.es2023.d.ts"] },
    ...{ module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
  };
  const host = ts.createCompilerHost(settings);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.getSourceFile = (file, ...how) => {
    const text = files.get(file);
    return text === undefined ? getSourceFile(file, ...how) : ts.createSourceFile(file, text, ts.ScriptTarget.ESNext);
  };
  const program = ts.createProgram([...files.keys()], settings, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`)
    .map((line) => line.replace(`${folder}/`, ""));
}
