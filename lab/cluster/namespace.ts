import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from "node:child_process";
import { delimiter } from "node:path";
import { network } from "./network";

const systemFolders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
const isolation = ["--user", "--map-root-user", "--net", "--pid", "--mount-proc", "--fork", "--kill-child"];
const wayOut =
  "the lab cannot run here; set KUBECONFIG to any Kubernetes cluster and use that instead (docs/lab.md, “Without namespaces”)";

const { nodeAddress, podRange } = network;
const networkSetup = [
  "ip link set lo up",
  `ip addr add ${nodeAddress}/32 dev lo`,
  `ip route add local ${podRange} dev lo`,
  "ip route add default dev lo",
].join(" && ");

/** Adds the folders of system programs, which an unprivileged user's PATH often lacks. */
export function systemPath(path = process.env["PATH"] ?? ""): string {
  return [path, ...systemFolders].filter((part) => part !== "").join(delimiter);
}

/** Throws one line that names the reason and the way out where this machine lets no one make namespaces. */
export function requireNamespaces(): void {
  const env = { ...process.env, PATH: systemPath() };
  for (const program of ["unshare", "nsenter", "setpriv", "ip"]) {
    const { error } = spawnSync(program, ["--version"], { env, stdio: "ignore" });
    if (error !== undefined)
      throw new Error(`program "${program}": not found (packages util-linux, iproute2); ${wayOut}`);
  }
  const attempt = spawnSync("unshare", [...isolation, "sh", "-c", networkSetup], { env, encoding: "utf8" });
  if (attempt.status === 0) return;
  const reason = (attempt.stderr || String(attempt.error ?? "")).trim().split("\n")[0] ?? "";
  throw new Error(`user and network namespaces: not allowed on this machine, got "${reason}"; ${wayOut}`);
}

/**
 * Starts a command as the one child of the init process of new user, network, process and mount namespaces. When the
 * command ends, init ends; when init ends, by whatever cause, the kernel ends every process of the lab and with the
 * last one the namespaces are gone. The init process also reaps what others leave behind.
 */
export function spawnIsolated(command: readonly string[], options: SpawnOptions): ChildProcess {
  const init = `${networkSetup} || exit 70; exec 3<&0; "$@" <&3 3<&- & exec 3<&- </dev/null; wait $!`;
  return spawn("unshare", [...isolation, "sh", "-c", init, "lab-init", ...command], options);
}

/**
 * The command line that runs `command` inside the namespaces of the init process `init`. Interrupts are meant for the
 * command, not for `nsenter`, which would otherwise die first; when `nsenter` does die, the command is killed with it.
 */
export function enterCommand(init: number, folder: string, command: readonly string[]): [string, ...string[]] {
  return [
    "env",
    ...["--ignore-signal=INT", "--ignore-signal=TERM"],
    ...["nsenter", `--target=${init}`, "--user", "--net", "--pid", "--mount", "--preserve-credentials", "--"],
    ...["setpriv", "--pdeathsig", "KILL", "--"],
    ...["env", "--default-signal=INT", "--default-signal=TERM", `--chdir=${folder}`, "--"],
    ...command,
  ];
}
