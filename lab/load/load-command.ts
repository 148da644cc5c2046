import { Command, Option } from "commander";
import { runLoad } from "./load";
import type { LoadOptions } from "./load-options";
import { progressLine } from "./progress-line";

interface Flags extends Omit<LoadOptions, "url" | "ratePerSecond" | "paths" | "headers" | "maxInFlight"> {
  readonly rate: number;
  readonly path?: string[];
  readonly header?: string[];
}

const number = (flags: string, text: string): Option => new Option(flags, text).argParser(Number);

/** The generator as a command: options in, the report as one JSON document on standard output, progress on a terminal. SIGUSR2 ends the sending in good order. */
function loadCommand(): Command {
  return new Command("load")
    .description("Send HTTP requests at a constant rate and report every loss")
    .argument("<url>", "where to send to, http://address:port/path")
    .addOption(number("--rate <n>", "requests a second").makeOptionMandatory())
    .addOption(number("--count <n>", "requests in all"))
    .addOption(number("--seconds <n>", "length in seconds"))
    .option("--host <name>", "Host header")
    .option("--path <path...>", "paths to ask in turn")
    .option("--header <name:value...>", "further headers")
    .option("--no-keep-alive", "open a connection for each request")
    .addOption(number("--timeout-ms <n>", "time for a complete answer"))
    .addOption(number("--streams <n>", "streams to hold open"))
    .option("--stream-path <path>", "path of the streams")
    .addOption(number("--stream-silence-ms <n>", "longest silence of a stream"))
    .addOption(number("--slice-ms <n>", "count in slices of this length too"))
    .action(run);
}

async function run(url: string, flags: Flags): Promise<void> {
  const { rate, path, header, ...rest } = flags;
  const interrupt = new AbortController();
  let signalled = 0;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      signalled = signal === "SIGINT" ? 130 : 143;
      interrupt.abort();
    });
  }
  const finish = new AbortController();
  process.once("SIGUSR2", () => finish.abort());
  const terminal = process.stderr.isTTY === true ? process.stderr : undefined;
  const report = await runLoad(
    { ...rest, url, ratePerSecond: rate, paths: path, headers: headersOf(header ?? []) },
    { signal: interrupt.signal, finish: finish.signal, progress: terminal && progressLine(terminal) },
  );
  terminal?.write("\n");
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = signalled;
}

function headersOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      if (colon < 1) throw new Error(`load "headers": must be name:value, got ${line}`);
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
  );
}

loadCommand()
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  });
