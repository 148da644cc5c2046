/** A rule that keeps a value under a name. */
export interface RecordRule {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A rule that fires while its expression gives a value, once it has done so for a while. */
export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  /** Prometheus duration. Left out: at once. */
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Rules that are evaluated one after the other, at the same instant. */
export interface RuleGroup {
  readonly name: string;
  /** Prometheus duration. */
  readonly interval: string;
  readonly rules: readonly (RecordRule | AlertRule)[];
}
