import { join, resolve } from "node:path";
import type { Lab } from "../../lab/cluster/lab";
import { measuredRun, type MeasuredRun } from "./measured-run";

/** The root of the repository. */
export const repository = resolve(__dirname, "../..");

/** One run of `pulumi` in a project's folder, measured. */
export type Engine = (root: string, words: readonly string[], environment?: NodeJS.ProcessEnv) => Promise<MeasuredRun>;

/** Runs the real engine inside the lab; both sides of every comparison share its home, backend and environment. */
export function engine(lab: Lab, programs: string, state: string): Engine {
  const shared = {
    ...{ LANG: "C.UTF-8", HOME: state, PULUMI_HOME: join(state, ".pulumi"), PULUMI_BACKEND_URL: `file://${state}` },
    ...{ PULUMI_CONFIG_PASSPHRASE: "", PULUMI_SKIP_UPDATE_CHECK: "true" },
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    KUBECONFIG: lab.kubeconfigOf("pulumi"),
    PATH: [join(repository, "node_modules", ".bin"), programs, process.env["PATH"]].join(":"),
  };
  return (root, words, environment = {}) =>
    measuredRun(() =>
      lab.enter("pulumi", [...words, "--non-interactive", "--color", "never"], {
        cwd: root,
        env: { ...shared, ...environment },
        stdio: ["ignore", "pipe", "pipe"],
      }),
    );
}
