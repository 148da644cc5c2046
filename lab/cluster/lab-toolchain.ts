import type { BuildProgress } from "../toolchain/build-progress";
import { ensureToolchain } from "../toolchain/toolchain";

/** The programs and definitions that a lab is made of: one folder of each. */
export interface LabToolchain {
  readonly folder: string;
  readonly crds: string;
}

/** Finds or builds what a lab is made of; `report` hears of what takes longer than a moment. */
export async function labToolchain(report: (line: string) => void): Promise<LabToolchain> {
  return ensureToolchain(["kube", "rollouts-controller", "traefik"], (progress) => {
    const line = progressLine(progress);
    if (line !== undefined) report(line);
  });
}

function progressLine({
  step,
  steps,
  program,
  state,
  elapsedSeconds,
  expectedSeconds,
  note,
}: BuildProgress): string | undefined {
  if (state === "ready" || (state === "done" && elapsedSeconds < 1)) return undefined;
  const time = `${elapsedSeconds.toFixed(0)} s of about ${expectedSeconds.toFixed(0)} s`;
  return `toolchain ${step}/${steps}: ${program} ${state}, ${time}${note === undefined ? "" : `, ${note}`}`;
}
