/**
 * What the API server records: who wrote what and when; reads not at all, nor the noise of leases, events and reviews.
 * Bodies are left out: the API server drops the whole event of a server-side apply whose body is YAML, as Pulumi's
 * provider sends it, because the body does not fit into the JSON of the log.
 */
export const auditPolicy = {
  apiVersion: "audit.k8s.io/v1",
  kind: "Policy",
  omitStages: ["RequestReceived", "ResponseStarted"],
  rules: [
    { level: "None", verbs: ["get", "list", "watch"] },
    {
      level: "None",
      resources: [
        { group: "coordination.k8s.io", resources: ["leases"] },
        { group: "", resources: ["events"] },
        { group: "events.k8s.io", resources: ["events"] },
        { group: "authorization.k8s.io" },
        { group: "authentication.k8s.io" },
      ],
    },
    { level: "Metadata" },
  ],
} as const;
