import { requiredPackageVersion } from "./required-package";

/** One official archive: where it is published, under which name, and where its SHA-256 sum stands. */
export interface OfficialRelease {
  readonly version: string;
  readonly archive: string;
  readonly archiveUrl: string;
  /** A text of lines `<sha-256>  <archive>`. */
  readonly sumsUrl: string;
  /** Folder inside the archive that holds the programs; empty for its root. */
  readonly inside: string;
}

/** The systems for which official archives are published, by the names of Node.js, with the names of Pulumi and of Go. */
const processors: Readonly<Record<string, { readonly pulumi: string; readonly go: string }>> = {
  x64: { pulumi: "x64", go: "amd64" },
  arm64: { pulumi: "arm64", go: "arm64" },
};

/** The place of both kinds of releases. */
export const officialHost = "https://github.com/pulumi";

/** The release of the Pulumi CLI, with its language hosts, that matches `@pulumi/pulumi`; undefined where none is published for this system. */
export function pulumiRelease(host = officialHost): OfficialRelease | undefined {
  const processor = processors[process.arch];
  if (processor === undefined || !isPublishedSystem()) return undefined;
  const version = requiredPackageVersion("@pulumi/pulumi");
  const archive = `pulumi-v${version}-${process.platform}-${processor.pulumi}.tar.gz`;
  const folder = `${host}/pulumi/releases/download/v${version}`;
  return {
    version,
    archive,
    archiveUrl: `${folder}/${archive}`,
    sumsUrl: `${folder}/pulumi-${version}-checksums.txt`,
    inside: "pulumi",
  };
}

/** The release of the Kubernetes provider that matches `@pulumi/kubernetes`; undefined where none is published for this system. */
export function providerRelease(host = officialHost): OfficialRelease | undefined {
  const processor = processors[process.arch];
  if (processor === undefined || !isPublishedSystem()) return undefined;
  const version = requiredPackageVersion("@pulumi/kubernetes");
  const archive = `pulumi-resource-kubernetes-v${version}-${process.platform}-${processor.go}.tar.gz`;
  const folder = `${host}/pulumi-kubernetes/releases/download/v${version}`;
  return {
    version,
    archive,
    archiveUrl: `${folder}/${archive}`,
    sumsUrl: `${folder}/pulumi-kubernetes_${version}_checksums.txt`,
    inside: "",
  };
}

function isPublishedSystem(): boolean {
  return process.platform === "linux" || process.platform === "darwin";
}
