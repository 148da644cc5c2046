import { runProgram } from "./run-program";
import { ToolchainProblem } from "./toolchain-problem";

/** What decides which files the Go compiler makes. */
export interface GoInstallation {
  readonly version: string;
  readonly system: string;
  readonly processor: string;
  /** Further settings of the environment that change the output, by name. */
  readonly variants: Readonly<Record<string, string>>;
}

/** The oldest Go that the modules accept, as their go.mod files say. */
export const minimumGo = { major: 1, minor: 26 } as const;

const settings = ["GOVERSION", "GOOS", "GOARCH", "GOAMD64", "GOARM64", "GOEXPERIMENT"] as const;

/** The environment of every `go` call: the user's own caches and proxy, but nothing that would change what is built. */
export function goEnvironment(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = { ...environment };
  // Programs are for this machine, whatever the shell cross-compiles for.
  delete kept["GOOS"];
  delete kept["GOARCH"];
  return {
    ...kept,
    CGO_ENABLED: "0",
    GOFLAGS: "-mod=readonly",
    GOWORK: "off",
    GO111MODULE: "on",
    GOTOOLCHAIN: "local",
  };
}

/**
 * The Go on PATH, whatever its folder.
 *
 * @throws ToolchainProblem when there is none, or one older than {@link minimumGo}.
 */
export async function findGo(environment: NodeJS.ProcessEnv = process.env): Promise<GoInstallation> {
  const wanted = `Go ${String(minimumGo.major)}.${String(minimumGo.minor)} or newer`;
  const remedy = "install it from https://go.dev/dl/, then run the same command again";
  const answer = await runProgram("go", ["env", "-json", ...settings], { env: goEnvironment(environment) });
  if (answer.kind === "absent") throw new ToolchainProblem(`go: ${wanted} must be on PATH, got none; ${remedy}`);
  if (answer.kind === "failed") throw new ToolchainProblem(`go: must answer "go env", got: ${lastLine(answer.stderr)}`);
  const { GOVERSION, GOOS, GOARCH, ...variants } = JSON.parse(answer.stdout) as Record<
    (typeof settings)[number],
    string
  >;
  if (!isNewEnough(GOVERSION)) throw new ToolchainProblem(`go: must be ${wanted}, got ${GOVERSION}; ${remedy}`);
  return { version: GOVERSION, system: GOOS, processor: GOARCH, variants };
}

function isNewEnough(version: string): boolean {
  const [, major, minor] = /^(?:devel )?go(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined || minor === undefined) return false;
  return Number(major) > minimumGo.major || (Number(major) === minimumGo.major && Number(minor) >= minimumGo.minor);
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
