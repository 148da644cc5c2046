import { credentialIn } from "./credential";
import { pathText } from "./problem";
import type { Problem } from "./problem";

type Path = readonly (string | number)[];

/** Every text in a written plan that looks like a credential. The text itself is never repeated. */
export function literalCredentials(value: unknown, path: Path = []): readonly Problem[] {
  if (Array.isArray(value)) return value.flatMap((entry, at) => literalCredentials(entry, [...path, at]));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, entry]) => literalCredentials(entry, [...path, key]));
  }
  // The hash of another plan is random by nature; its schema takes nothing but a hash.
  if (typeof value !== "string" || (path.length === 2 && path.join(".") === "rehearsal.of")) return [];
  // Under `secrets` the name says that it is a secret, and the value says where it lives.
  const name = path.at(-2) === "environment" ? String(path.at(-1)) : undefined;
  const reason = credentialIn(name, value);
  if (reason === undefined) return [];
  return [
    {
      path: pathText(path),
      problem: `must not hold a credential, and this looks like ${reason}; write a reference under "secrets", such as "system/key"`,
    },
  ];
}
