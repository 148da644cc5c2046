/** Type tokens of our components. Policies match on these, never on classes, so a token never changes. */
export const token = {
  release: "sluice:index:Release",
  environment: "sluice:environment:Environment",
  rollback: "sluice:rollback:Rollback",
  routing: "sluice:routing:Routing",
  edge: "sluice:edge:Edge",
  workload: "sluice:workload:Workload",
  monitoring: "sluice:monitoring:Monitoring",
  dashboards: "sluice:dashboards:Dashboards",
  progress: "sluice:progress:Progress",
} as const;

/** Any of the tokens. */
export type Token = (typeof token)[keyof typeof token];
