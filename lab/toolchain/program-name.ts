/** The programs the lab runs, by the name of their file. */
export type ProgramName = (typeof programNames)[number];

/** What a release on a cluster needs, in the order it is built: first the cluster, then Pulumi, last the provider, which takes longest. */
export const releasePrograms = [
  "kube",
  "rollouts-controller",
  "traefik",
  "pulumi",
  "pulumi-language-nodejs",
  "pulumi-resource-kubernetes",
] as const;

/** What judges and runs the rules, scrapes and routes that a plan becomes. Nothing of a release waits for them. */
export const monitoringPrograms = ["promtool", "amtool", "monitoring-converter", "prometheus", "alertmanager"] as const;

/** All programs in the order they are built. */
export const programNames = [...releasePrograms, ...monitoringPrograms] as const;
