/** One thing to bring up: `after` names what must be up before it may begin. */
export interface StartStep {
  readonly name: string;
  readonly after: readonly string[];
  readonly start: () => Promise<void>;
}

/** Starts every step as soon as what it waits for is up; fails with the first step that fails. */
export async function startInOrder(steps: readonly StartStep[]): Promise<void> {
  const begun = new Map<string, Promise<void>>();
  const begin = (name: string, path: readonly string[]): Promise<void> => {
    if (path.includes(name)) throw new Error(`step "${name}": waits for itself, by way of ${path.join(", ")}`);
    const step = steps.find((candidate) => candidate.name === name);
    if (step === undefined) throw new Error(`step "${path.at(-1) ?? ""}": waits for "${name}", which is no step`);
    const known = begun.get(name);
    if (known !== undefined) return known;
    const started = Promise.all(step.after.map((earlier) => begin(earlier, [...path, name]))).then(step.start);
    begun.set(name, started);
    return started;
  };
  await Promise.all(steps.map(({ name }) => begin(name, [])));
}
