import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { copyFile, mkdtemp, readdir, readFile, rename, rm, chmod } from "node:fs/promises";
import { basename, join } from "node:path";
import { toolchainFolder } from "../../cli/cache-folder";
import { withBuildLock } from "./build-lock";
import type { BuildStep } from "./build-steps";
import { runGo } from "./go-command";
import { modulesFolder } from "./recipes";

/** Where one project keeps the CRDs that it publishes with its Go module. */
interface CrdSource {
  readonly name: string;
  readonly module: string;
  readonly goModule: string;
  /** A folder of YAML files, or one file. */
  readonly path: string;
  /** The files of the folder that are taken, all unless some are named. */
  readonly files?: readonly string[];
}

const sources: readonly CrdSource[] = [
  {
    name: "argo-rollouts",
    module: "argo-rollouts",
    goModule: "github.com/argoproj/argo-rollouts",
    path: "manifests/crds",
  },
  {
    name: "traefik",
    module: "traefik",
    goModule: "github.com/traefik/traefik/v3",
    path: "docs/content/reference/dynamic-configuration/kubernetes-crd-definition-v1.yml",
  },
  { name: "gateway-api", module: "traefik", goModule: "sigs.k8s.io/gateway-api", path: "config/crd/standard" },
  {
    name: "cert-manager",
    module: "cert-manager",
    goModule: "github.com/cert-manager/cert-manager",
    path: "deploy/crds",
  },
  {
    name: "prometheus-operator",
    module: "prometheus-operator",
    goModule: "github.com/prometheus-operator/prometheus-operator",
    path: "example/prometheus-operator-crd",
    // The others describe the operator's own programs, in 3 MB that every API server of a lab would have to read.
    files: ["alertmanagerconfigs", "podmonitors", "probes", "prometheusrules", "servicemonitors"].map(
      (plural) => `monitoring.coreos.com_${plural}.yaml`,
    ),
  },
];

/** Seconds it takes to collect the CRDs when their modules must be downloaded, measured. */
export const crdSeconds = 10;

/** Where the CRD files stand once collected. The name holds the content key of the modules they come from. */
export function crdFolder(cache: string): string {
  const hash = createHash("sha256").update(JSON.stringify(sources));
  for (const module of new Set(sources.map((source) => source.module))) {
    hash.update(readFileSync(join(modulesFolder, module, "go.mod")));
    hash.update(readFileSync(join(modulesFolder, module, "go.sum")));
  }
  return join(toolchainFolder(cache), `crds-${hash.digest("hex").slice(0, 12)}`);
}

/** Collects the CRD files of Argo Rollouts, Traefik, Gateway API, cert-manager and prometheus-operator into one folder, unless it exists, and gives its path. Files are named `<project>-<file>.yaml` and hold nothing but CRDs. */
export async function collectCrds(
  cache: string,
  { signal, step }: { readonly signal: AbortSignal; readonly step: BuildStep },
): Promise<string> {
  const final = crdFolder(cache);
  if (existsSync(final)) return final;
  mkdirSync(toolchainFolder(cache), { recursive: true });
  const waiting = (): void => {
    step.state("waiting");
  };
  return withBuildLock(final, { signal, waiting }, async () => {
    if (existsSync(final)) return final;
    step.state("downloading");
    const partial = await mkdtemp(`${final}.partial-`);
    try {
      for (const source of sources) await copyCrds(source, partial, signal);
      await rename(partial, final);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
    return final;
  });
}

async function copyCrds(source: CrdSource, target: string, signal: AbortSignal): Promise<void> {
  const origin = join(await moduleFolder(source, signal), source.path);
  const names = source.files ?? (/\.ya?ml$/.test(origin) ? [""] : await readdir(origin));
  const files = names.map((name) => join(origin, name));
  let copied = 0;
  for (const file of files.filter((each) => /\.ya?ml$/.test(each))) {
    // Next to the CRDs lie kustomizations and admission policies, which only their own projects need.
    if (!/^kind: CustomResourceDefinition$/m.test(await readFile(file, "utf8"))) continue;
    const copy = join(target, `${source.name}-${basename(file).replace(/\.ya?ml$/, "")}.yaml`);
    await copyFile(file, copy);
    // Files in Go's module cache are read-only, and so would be their copies.
    await chmod(copy, 0o644);
    copied += 1;
  }
  if (copied === 0) throw new Error(`CRDs of "${source.name}": must stand in ${origin}, got none`);
}

/** The folder of a module in Go's cache, downloaded if need be and checked against go.sum. */
async function moduleFolder(source: CrdSource, signal: AbortSignal): Promise<string> {
  const answer = await runGo({
    arguments: ["mod", "download", "-json", source.goModule],
    folder: join(modulesFolder, source.module),
    signal,
    purpose: `CRDs of "${source.name}"`,
  });
  return (JSON.parse(answer) as { readonly Dir: string }).Dir;
}
