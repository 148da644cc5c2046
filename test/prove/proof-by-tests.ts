import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join, relative, resolve } from "node:path";

const root = resolve(__dirname, "../..");

/** A proof that consists of tests, some of which take too long for `npm test`. */
export interface ProofByTests {
  /** Its name for `npm run prove`, and that of its report. */
  readonly name: string;
  readonly title: string;
  /** What its rows say, in a paragraph. */
  readonly about: string;
  readonly files: readonly string[];
}

/** What Vitest says of a run, as far as the report needs it. */
interface Results {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly duration?: number | null;
    }[];
  }[];
}

/** Runs the tests and writes one row for each. Throws when one of them fails. */
export async function proofByTests(proof: ProofByTests): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-proof-"));
  try {
    const output = join(folder, "results.json");
    const vitest = [join(root, "node_modules/vitest/vitest.mjs"), "run", "--project", "e2e", "--project", "long"];
    const words = [...vitest, "--reporter", "default", "--reporter", "json", "--outputFile", output, ...proof.files];
    const [code] = (await once(spawn(process.execPath, words, { cwd: root, stdio: "inherit" }), "exit")) as [number];
    const results = JSON.parse(readFileSync(output, "utf8")) as Results;
    writeFileSync(join(root, `docs/reports/${proof.name}.md`), page(proof, results));
    if (code !== 0) throw new Error(`proof "${proof.name}": every test must pass, got exit code ${String(code)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function page({ name, title, about }: ProofByTests, { testResults }: Results): string {
  const machine = `${String(cpus().length)} processors, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node.js ${process.version}`;
  const rows = testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults.map(({ fullName, status, duration }) => {
      const seconds = ((duration ?? 0) / 1000).toFixed(0);
      return `| \`${relative(root, file)}\` | ${fullName.trim()} | ${seconds} | ${status} |`;
    }),
  );
  return `# ${title}

Written by \`npm run prove -- ${name}\` on ${new Date().toISOString().slice(0, 10)}, ${machine}.

${about}

| file | test | seconds | |
| ---- | ---- | ------- | - |
${rows.join("\n")}
`;
}
