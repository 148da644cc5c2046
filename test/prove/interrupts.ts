import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { resolve } from "node:path";
import { bootstrapFaults, interruptedStory, raiseFaults, type InterruptedStory } from "../support/interrupted-story";
import { interruptedOf, type InterruptedUp } from "../support/interrupted-up";
import { raiseMoments } from "../support/raise-moments";

const report = resolve(__dirname, "../../docs/reports/interrupts.md");

interface Row {
  readonly up: InterruptedUp;
  readonly faults: readonly string[];
}

/** Interrupts an `up` in every way and at every moment, on the real engine and a real cluster, and writes what each has left. */
export async function interrupts(): Promise<void> {
  const story = await interruptedStory();
  const rows: Row[] = [];
  try {
    for (const way of waysOf(story)) {
      const up = await way.run();
      rows.push({ up, faults: [...way.faultsOf(up), ...endFaults(way, up)] });
      process.stdout.write(`${rows.map(line).at(-1) ?? ""}\n`);
      // A proof that is stopped leaves what it has seen.
      writeFileSync(report, page(rows));
    }
  } finally {
    await story.stop();
  }
  const faulty = rows.filter(({ faults }) => faults.length > 0);
  if (faulty.length > 0) throw new Error(faulty.map(({ up, faults }) => `${up.what}: ${faults.join("; ")}`).join("\n"));
}

/** One way to interrupt an `up`, and how it must end. */
interface Way {
  readonly run: () => Promise<InterruptedUp>;
  readonly faultsOf: (up: InterruptedUp) => readonly string[];
  readonly code: number;
  /** The share that it must have come to; nothing where it depends on the moment. */
  readonly percent?: number;
}

const killed = 137;

const waysOf = (story: InterruptedStory): readonly Way[] => [
  { run: story.bootstrap, faultsOf: bootstrapFaults, code: killed },
  { run: story.lastResourceRefused, faultsOf: raiseFaults, code: 1, percent: 10 },
  { run: story.targeted, faultsOf: raiseFaults, code: 0, percent: 10 },
  ...raiseMoments.map((moment): Way => ({ run: () => story.killed(moment), faultsOf: raiseFaults, code: killed })),
];

/** A killed engine leaves its lock, which the recovery must clear. */
function endFaults(
  { code, percent }: Way,
  { code: ended, highestPercent, converged }: InterruptedUp,
): readonly string[] {
  const locks = converged.recovery.locksCleared.length;
  return [
    ...(ended === code ? [] : [`it ended with ${String(ended)}`]),
    ...(percent === undefined || highestPercent === percent ? [] : [`the share came to ${String(highestPercent)} %`]),
    ...(code !== killed || locks === 1 ? [] : [`${String(locks)} locks were cleared`]),
  ];
}

function line({ up, faults }: Row): string {
  const { what, code, progressSame, highestPercent, ceilingPercent, converged } = up;
  const { locksCleared, interruptedOperations } = converged.recovery;
  const cells = [
    what,
    code === killed ? "killed" : String(code),
    progressSame ? "the same" : "changed",
    `${String(highestPercent)} % of ${String(ceilingPercent ?? 0)} %`,
    `${String(locksCleared.length)}, ${interruptedOperations.length === 0 ? "nothing" : interruptedOf(converged.recovery)}`,
    `"${converged.phase}", ${String(converged.weightPercent)} %${converged.changes === "" ? "" : ", with changes left"}`,
    faults.length === 0 ? "none" : faults.join("; ").replace(/\s+/g, " ").slice(0, 300),
  ];
  return `| ${cells.join(" | ")} |`;
}

function page(rows: readonly Row[]): string {
  const machine = `${cpus().length} processors, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node.js ${process.version}`;
  return `# An \`up\` that does not come to its end

Written by \`npm run prove -- interrupts\` on ${new Date().toISOString().slice(0, 10)}, ${machine}.

${String(rows.length)} of ${String(3 + raiseMoments.length)} interruptions. Each row is one \`pulumi up\` of mcp-jira-server with the policy pack, by the real engine on a real API server. The first is the bootstrap, all others raise the share from 0 % to 10 %. The moment of a kill is known by the engine's event log, the audit log and a watch, never by the clock; SIGKILL ends the engine, the language host, the provider and the pack at once.

- **progress**: the whole object as the API server returns it, before and after, its version included, which any write changes. Compared before anything is repaired.
- **highest share**: of all states of the routers that a watch was told of, from the start of the \`up\` until after the interruption; beside it the ceiling of the hold.
- **recovery**: locks and interrupted operations that \`sluice recover\` cleared.
- **then**: progress and the router's share after \`sluice recover\` and another \`pulumi up\`; \`pulumi preview --refresh --expect-no-changes\` must end with 0 after them.

| what | exit code | progress | highest share | recovery | then | faults |
| ---- | --------- | -------- | ------------- | -------- | ---- | ------ |
${rows.map(line).join("\n")}
`;
}
