/**
 * What the API server records: every write with its body, reads not at all. Bodies of secrets and token requests stay
 * out of the log, and the noise of leases and events with them.
 */
export const auditPolicy = {
  apiVersion: "audit.k8s.io/v1",
  kind: "Policy",
  omitStages: ["RequestReceived", "ResponseStarted"],
  omitManagedFields: true,
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
    { level: "Metadata", resources: [{ group: "", resources: ["secrets", "serviceaccounts/token"] }] },
    { level: "Metadata", resources: [{ group: "apiextensions.k8s.io" }] },
    { level: "Request" },
  ],
} as const;
