import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ProgramName } from "./program-name";

/** How one program is built from a Go module in `lab/modules`. */
export interface Recipe {
  /** Folder of the Go module, below `lab/modules`. */
  readonly module: string;
  /** What `go build` builds: a package path, or a folder of the module. */
  readonly package: string;
  /** Files and folders of the module that no build of this program reads. */
  readonly without: readonly string[];
  /** The required module whose version the program reports. */
  readonly versionOf: string;
  /** Build tags. */
  readonly tags: readonly string[];
  /** Variables for the linker, given that version (with its `v`). Without them most of these programs report no version, and their clients misbehave. */
  readonly variables: (version: string) => Readonly<Record<string, string>>;
  /** Seconds a build takes with empty caches on two cores, measured; those of the monitoring while other work ran beside it. */
  readonly coldSeconds: number;
}

/** Where the Go modules stand. */
export const modulesFolder = resolve(__dirname, "../modules");

const noVariables = (): Record<string, string> => ({});
const pulumiTags = ["osusergo", "grpcnotrace"];
const pulumiVersion = (version: string): Record<string, string> => ({
  "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": version,
});

/** A program of Prometheus. Of the many ways to find targets only Kubernetes' own is built in, beside files and HTTP. */
const prometheus = (program: string, coldSeconds: number): Recipe => ({
  module: "prometheus",
  package: `github.com/prometheus/prometheus/cmd/${program}`,
  without: [],
  versionOf: "github.com/prometheus/prometheus",
  tags: ["remove_all_sd", "enable_kubernetes_sd"],
  // Published as a Go module, version 3.13.2 is called 0.313.2.
  variables: (version) => reportedVersion(version.replace(/^v0\.(\d)(\d\d)\./, "$1.$2.")),
  coldSeconds,
});
const alertmanager = (program: string, coldSeconds: number): Recipe => ({
  module: "alertmanager",
  package: `github.com/prometheus/alertmanager/cmd/${program}`,
  without: [],
  versionOf: "github.com/prometheus/alertmanager",
  tags: [],
  variables: (version) => reportedVersion(version.slice(1)),
  coldSeconds,
});
const reportedVersion = (version: string): Record<string, string> => ({
  "github.com/prometheus/common/version.Version": version,
});

/** The recipe of every program. */
export const recipes: Readonly<Record<ProgramName, Recipe>> = {
  kube: {
    module: "kubernetes",
    package: ".",
    without: [],
    versionOf: "k8s.io/kubernetes",
    tags: [],
    variables: kubernetesVersion,
    coldSeconds: 238,
  },
  "rollouts-controller": {
    module: "argo-rollouts",
    package: "github.com/argoproj/argo-rollouts/cmd/rollouts-controller",
    without: [],
    versionOf: "github.com/argoproj/argo-rollouts",
    tags: [],
    variables: noVariables,
    coldSeconds: 132,
  },
  traefik: {
    module: "traefik",
    package: "github.com/traefik/traefik/v3/cmd/traefik",
    without: [],
    versionOf: "github.com/traefik/traefik/v3",
    tags: [],
    // With a version Traefik would ask the internet for a newer one.
    variables: noVariables,
    coldSeconds: 258,
  },
  pulumi: {
    module: "pulumi",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    without: ["language-host"],
    versionOf: "github.com/pulumi/pulumi/pkg/v3",
    tags: pulumiTags,
    variables: pulumiVersion,
    coldSeconds: 191,
  },
  "pulumi-language-nodejs": {
    module: "pulumi",
    package: "./language-host",
    without: ["tools.go"],
    versionOf: "github.com/pulumi/pulumi/sdk/v3",
    tags: pulumiTags,
    variables: pulumiVersion,
    coldSeconds: 10,
  },
  "pulumi-resource-kubernetes": {
    module: "kubernetes-provider",
    package: ".",
    without: [],
    versionOf: "github.com/pulumi/pulumi-kubernetes/provider/v4",
    tags: [],
    variables: providerVersion,
    coldSeconds: 365,
  },
  promtool: prometheus("promtool", 502),
  prometheus: prometheus("prometheus", 330),
  amtool: alertmanager("amtool", 173),
  alertmanager: alertmanager("alertmanager", 60),
  "monitoring-converter": {
    module: "prometheus-operator",
    package: ".",
    without: [],
    versionOf: "github.com/prometheus-operator/prometheus-operator",
    tags: [],
    variables: noVariables,
    coldSeconds: 540,
  },
};

/** The version of a module that another one requires, from its go.mod. */
export function requiredVersion(module: string, required: string): string {
  const text = readFileSync(join(modulesFolder, module, "go.mod"), "utf8");
  const words = text.split("\n").map((line) =>
    line
      .replace(/^require /, "")
      .trim()
      .split(" "),
  );
  const version = words.find(([path, value]) => path === required && value?.startsWith("v"))?.[1];
  if (version === undefined) throw new Error(`module "${module}": must require ${required} in its go.mod`);
  return version;
}

function kubernetesVersion(version: string): Record<string, string> {
  const [major = "", minor = ""] = version.slice(1).split(".");
  const values = {
    gitVersion: version,
    gitMajor: major,
    gitMinor: minor,
    gitCommit: "module",
    gitTreeState: "clean",
    // Fixed, so that the same sources give the same file.
    buildDate: "2026-01-01T00:00:00Z",
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`k8s.io/component-base/version.${name}`, value]),
  );
}

/** The provider is a commit between two releases, so it reports a pre-release of the later one: see docs/decisions/0001-kubernetes-provider-version.md. */
function providerVersion(pseudoVersion: string): Record<string, string> {
  const [, day, commit] = /-(\d{8})\d{6}-([0-9a-f]{7})/.exec(pseudoVersion) ?? [];
  if (day === undefined || commit === undefined) {
    throw new Error(`module "kubernetes-provider": must require a commit of the provider, got ${pseudoVersion}`);
  }
  const version = `4.24.1-alpha.${day}+${commit}`;
  return {
    "main.version": version,
    "github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/version.Version": version,
  };
}
