import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { stringify } from "yaml";
import type { Engine } from "./engine";
import type { Asked, Side } from "./side";

/** The fast floor: a transpiled program of as many ConfigMaps, without a pack, with Node's compile cache on. */
export async function floor(run: Engine, folder: string): Promise<Side> {
  mkdirSync(folder, { recursive: true });
  const source = readFileSync(join(__dirname, "floor-program.ts"), "utf8");
  writeFileSync(
    join(folder, "index.js"),
    transformSync(source, { loader: "ts", format: "cjs", target: "node24" }).code,
  );
  const runtime = { name: "nodejs", options: { typescript: false } };
  writeFileSync(join(folder, "Pulumi.yaml"), stringify({ name: "floor", main: "index.js", runtime }));
  await run(folder, ["stack", "init", "grown"]);
  const words = (command: string, stack: string): string[] => [command, "--stack", stack, "--suppress-outputs"];
  const environment = ({ resources, serial }: Asked): NodeJS.ProcessEnv => ({
    NODE_COMPILE_CACHE: join(folder, "compile-cache"),
    SLUICE_BENCH_PADDING: String(resources),
    SLUICE_BENCH_SERIAL: serial,
  });
  return {
    preview: (asked) => run(folder, words("preview", "grown"), environment(asked)),
    up: (asked) => run(folder, [...words("up", "grown"), "--yes", "--skip-preview"], environment(asked)),
  };
}
