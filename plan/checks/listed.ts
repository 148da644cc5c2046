/** The entries of a list that could be parsed, each with its place in the written list. */
export function listed<T>(list: readonly (T | undefined)[] | undefined): readonly (readonly [entry: T, at: number])[] {
  return (list ?? []).flatMap((entry, at) => (entry === undefined ? [] : [[entry, at] as const]));
}

/** The names in a list of named entries. */
export function namesOf(
  list: readonly ({ readonly name?: string | undefined } | undefined)[] | undefined,
): readonly string[] {
  return listed(list).flatMap(([{ name }]) => (name === undefined ? [] : [name]));
}

/** A duration as a person reads it, in the largest unit that divides it. */
export function spoken(seconds: number): string {
  const units = [
    ["days", 86_400],
    ["hours", 3600],
    ["minutes", 60],
  ] as const;
  const [unit, length] = units.find(([, one]) => seconds >= one && seconds % one === 0) ?? ["seconds", 1];
  return `${seconds / length} ${unit}`;
}
