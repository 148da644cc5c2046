import { stringify } from "yaml";
import { z } from "zod";
import { gates } from "./gate-name";
import { metrics } from "./metric";
import { noteOf } from "./written/field";
import { underneath } from "./written/section";
import type { SectionShape } from "./written/section";
import { writtenPlan } from "./written/written-plan";

const head = `# plan.yaml

<!-- Written by \`npm run generate\` from the schema in plan/. Do not edit. -->

A plan says who gets a new version when, what must be proven first, what counts as trouble and what happens then. It is YAML 1.2: one document of at most 256 KiB, spaces for indentation, no aliases, no tags. The third column says what holds when a key is left out, or whether it must be written. Texts with units are read as they are said: \`48 hours\`, \`5 %\`, \`above 2 % for 5 minutes\`.

A first line makes editors complete and check a plan as it is written:

\`\`\`yaml
# yaml-language-server: $schema=../../docs/reference/plan.schema.json
\`\`\`

A plan is named by its hash: \`v1:\` and the SHA-256 over RFC 8785 JSON of what was parsed, before defaults, without \`announcements\` and \`dashboards\`. Comments, layout, the order of keys and the choice of units do not change it: \`48 hours\` and \`2 days\` are the same plan.
`;

/** The reference page of a plan, as Markdown: every section with its keys, what they allow, their defaults and an example. */
export function planPage(): string {
  return [head, ...sectionPages(writtenPlan), gateText(), metricText()].join("\n");
}

/** The part of a reference page that says what a document allows: its sections, each with its keys and an example, from the whole downwards. */
export function sectionPages(document: z.ZodType): readonly string[] {
  return reachable(document, []).map((section, at) => sectionText(section, at === 0));
}

/** An example of what a key holds, or its default where it has no better example. */
export function exampleOf(schema: z.ZodType): unknown {
  const note = noteOf(schema);
  if (note?.example !== undefined) return note.example;
  if (note?.default !== undefined) return note.default;
  const inside = underneath(schema);
  if (inside.kind === "list") return [exampleOf(inside.element)];
  return inside.kind === "section" ? sectionExample(inside.section) : undefined;
}

/** An example of a section with every key that has one. */
export function sectionExample({ shape }: SectionShape): Readonly<Record<string, unknown>> {
  const entries = Object.entries(shape).map(([key, field]) => [key, exampleOf(field)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Every section from the whole plan downwards, each once, in the order in which it is met. */
export function reachable(
  schema: z.ZodType,
  met: readonly (readonly [SectionShape, z.ZodType])[],
): readonly (readonly [SectionShape, z.ZodType])[] {
  const inside = underneath(schema);
  if (inside.kind === "list") return reachable(inside.element, met);
  if (inside.kind !== "section" || met.some(([one]) => one === inside.section)) return met;
  const start = [...met, [inside.section, schema] as const];
  return Object.values(inside.section.shape).reduce<typeof met>((all, field) => reachable(field, all), start);
}

function sectionText([section]: readonly [SectionShape, z.ZodType], isWhole: boolean): string {
  const rows = Object.entries(section.shape).map(([key, field]) => {
    const note = noteOf(field);
    const fallback =
      note?.default === undefined ? (field instanceof z.ZodOptional ? "optional" : "required") : code(note.default);
    return `| \`${key}\` | ${allowed(field)} | ${fallback} | ${cell(note?.description ?? "")} |`;
  });
  const table = ["| key | what is written | default | meaning |", "|---|---|---|---|", ...rows].join("\n");
  if (isWhole) return `## ${section.title}\n\n${table}\n`;
  return `## ${section.title}\n\n${table}\n\n\`\`\`yaml\n${stringify(sectionExample(section), { lineWidth: 0 }).trimEnd()}\n\`\`\`\n`;
}

/** What a key allows: a link to its section, or the very words with which a wrong value is refused. */
function allowed(field: z.ZodType): string {
  const inside = underneath(field);
  if (inside.kind === "section") return `[${inside.section.title}](#${inside.section.title.replace(/ /g, "-")})`;
  if (inside.kind === "list") return `list of: ${allowed(inside.element)}`;
  const [issue] = field.safeParse(Symbol("nothing that a plan could hold")).error?.issues ?? [];
  if (inside.kind === "mapping") return `mapping of names to: ${allowed(inside.value)}`;
  if (issue?.code === "invalid_value") return cell(issue.values.map((word) => `\`${String(word)}\``).join(", "));
  return cell((issue?.message ?? "").replace(/^must be /, ""));
}

function gateText(): string {
  const rows = Object.entries(gates).map(([name, meaning]) => `| \`${name}\` | ${meaning} |`);
  return [
    "## gates",
    "",
    "What a phase can ask for under `enter`.",
    "",
    "| gate | passes when |",
    "|---|---|",
    ...rows,
    "",
  ].join("\n");
}

function metricText(): string {
  const rows = Object.entries(metrics).map(
    ([name, { unit, better, source }]) => `| \`${name}\` | ${unit} | ${better} | ${source} |`,
  );
  const table = ["| metric | unit | better | counted by |", "|---|---|---|---|", ...rows];
  return [
    "## metrics",
    "",
    "What limits, triggers, alerts and targets can be about. A plan adds its own under `metrics`.",
    "",
    ...table,
    "",
  ].join("\n");
}

function code(value: unknown): string {
  return `\`${typeof value === "object" ? JSON.stringify(value) : String(value)}\``;
}

function cell(text: string): string {
  return text.replace(/\|/g, "\\|");
}
