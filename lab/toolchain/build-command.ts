import { buildLog } from "./build-log";
import { programNames, type ProgramName } from "./program-name";
import { ensureToolchain } from "./toolchain";
import { ToolchainProblem, ToolchainStopped } from "./toolchain-problem";

const stoppedCode = 130;

/** `npm run lab -- build`: makes the programs of the lab ready, all unless some are named, with progress on standard error, and prints their folder. Gives the exit code: 0 ready, 1 a problem that its one line explains, 130 stopped. */
export async function buildCommand(programs: readonly ProgramName[] = programNames): Promise<number> {
  try {
    const toolchain = await ensureToolchain(programs, buildLog(process.stderr));
    console.log(toolchain.folder);
    return 0;
  } catch (failure) {
    if (failure instanceof ToolchainStopped) {
      console.error(failure.message);
      return stoppedCode;
    }
    if (!(failure instanceof ToolchainProblem)) throw failure;
    console.error(failure.message);
    return 1;
  }
}
