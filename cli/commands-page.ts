import type { Command } from "commander";

/** The page of every command, its words and its options, as Markdown: what `--help` says, for reading. */
export function commandsPage(program: Command): string {
  const sections = program.commands.flatMap((command) => withSubcommands(command, "npx sluice"));
  return [
    "# Commands",
    "",
    "`npx sluice <command> --help` says the same. A mistake in a call is one line and exit code 1.",
    "",
    ...sections,
  ].join("\n");
}

function withSubcommands(command: Command, before: string): readonly string[] {
  const name = `${before} ${command.name()}`;
  return command.commands.length > 0
    ? command.commands.flatMap((one) => withSubcommands(one, name))
    : section(command, name);
}

function section(command: Command, name: string): readonly string[] {
  const words = command.registeredArguments.map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}]`));
  return [
    `## ${[name, ...words].join(" ")}`,
    "",
    `${sentence(command.description())}`,
    "",
    ...(command.options.length === 0 ? [] : [...optionTable(command), ""]),
  ];
}

const optionTable = ({ options }: Command): readonly string[] => [
  "| option | meaning |",
  "|---|---|",
  ...options.map((one) => `| \`${one.flags}\` | ${cell(meaning(one))} |`),
];

/** What depends on who runs it is not part of a page. */
function meaning({ description, mandatory, defaultValue }: Command["options"][number]): string {
  const fixed = typeof defaultValue === "string" && defaultValue === "." ? ", the current folder if left out" : "";
  return `${description}${fixed}${mandatory ? " (required)" : ""}`;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
const cell = (text: string): string => text.replaceAll("|", "\\|");
