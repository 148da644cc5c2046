import { buildCommand } from "../../lab/toolchain/build-command";
import { programNames } from "../../lab/toolchain/program-name";

// Makes the programs named on its command line ready, in a process that a test may stop or kill.
void buildCommand(programNames.filter((program) => process.argv.includes(program))).then((code) => {
  process.exitCode = code;
});
