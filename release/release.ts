/** What is released: one exact set of artifacts in one exact shape. */
export interface Release {
  /** Hash over everything below and the workload config, see `release-id.ts`. */
  readonly id: string;
  /** Image digest of each service, `sha256:` and 64 hex digits, by service name. */
  readonly artifacts: Readonly<Record<string, string>>;
  /** Hash over the pod templates of all services. */
  readonly templatesHash: string;
  /** Hash of the plan, `v1:` and 64 hex digits. */
  readonly planHash: string;
}
