/** A reason why the toolchain cannot be made ready that a person can act on: one line, no stack needed. */
export class ToolchainProblem extends Error {
  override readonly name = "ToolchainProblem";
}

/** The build was stopped by a signal or by its caller: nothing is wrong, nothing half-made counts. */
export class ToolchainStopped extends Error {
  override readonly name = "ToolchainStopped";

  /** A stop with its usual one-line text. */
  constructor() {
    super("toolchain: stopped before it was complete; what is built stays, the rest starts again next time");
  }
}
