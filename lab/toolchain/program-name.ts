/** The programs the lab runs, by the name of their file. */
export type ProgramName =
  "kube" | "rollouts-controller" | "traefik" | "pulumi" | "pulumi-language-nodejs" | "pulumi-resource-kubernetes";

/** All programs in the order they are built: first what a cluster needs, then Pulumi, last the provider, which takes longest. */
export const programNames: readonly ProgramName[] = [
  "kube",
  "rollouts-controller",
  "traefik",
  "pulumi",
  "pulumi-language-nodejs",
  "pulumi-resource-kubernetes",
];
