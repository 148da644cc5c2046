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
