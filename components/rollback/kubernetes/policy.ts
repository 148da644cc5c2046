/** One rule of admission, in CEL. */
export interface Rule {
  /** True for what may pass. */
  readonly expression: string;
  /** Text in CEL. Never with a percent sign: Argo Rollouts takes the errors of the API server for format strings. */
  readonly messageExpression: string;
}

/** What a policy needs to be declared. */
export interface Policy {
  /** What it is for, in a word or two with dashes; part of its name. */
  readonly role: string;
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly operations: readonly ("CREATE" | "UPDATE" | "DELETE")[];
  /** Whether the hold is the parameter. A missing one leaves the policy out, or refuses everything that it matches. */
  readonly hold?: "leave out" | "refuse";
  /** Name of the one object of the whole cluster that is meant, in place of all objects of the namespace. */
  readonly only?: string;
  /** Label that an object must carry, now or before, to be matched. */
  readonly label?: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly rules: readonly Rule[];
}
