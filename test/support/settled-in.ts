/** Whether an object satisfies a `pulumi.com/waitFor` of `jsonpath={.a.b}=value` conditions, one or a JSON list of them. */
export function settledIn(object: unknown, waitFor: string): boolean {
  const conditions: readonly string[] = waitFor.startsWith("[") ? (JSON.parse(waitFor) as string[]) : [waitFor];
  return conditions.every((condition) => {
    const [, path, expected] = /^jsonpath=\{\.([\w.]+)\}=(.*)$/.exec(condition) ?? [];
    if (path === undefined) throw new Error(`waitFor "${condition}": is not a jsonpath condition`);
    const found = path
      .split(".")
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object);
    return String(found) === expected;
  });
}
