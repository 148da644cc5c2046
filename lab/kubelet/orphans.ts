import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Ends what an earlier kubelet that was killed has left running; this one starts those containers anew. */
export function endOrphans(pods: string): void {
  for (const pod of readdirSync(pods)) {
    for (const container of readdirSync(join(pods, pod), { withFileTypes: true })) {
      const file = join(pods, pod, container.name, "pid");
      if (!container.isDirectory() || !existsSync(file)) continue;
      killGroup(Number(readFileSync(file, "utf8")));
      rmSync(file, { force: true });
    }
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== "ESRCH") throw problem;
  }
}
