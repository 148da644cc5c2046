import { createHash } from "node:crypto";

/** Grafana takes no longer one. */
const longest = 40;

/** Digits that tell two long names apart which begin alike. */
const digits = 8;

/** The address of a board: `proofile-production-release`. Letters, digits and dashes, 40 at most. */
export function boardUid(namespace: string, name: string): string {
  const uid = `${namespace}-${boardSlug(name)}`;
  if (uid.length <= longest) return uid;
  const hash = createHash("sha256").update(uid).digest("hex").slice(0, digits);
  return `${uid.slice(0, longest - digits - 1)}-${hash}`;
}

/** A board's name as a part of addresses and of object names: `real-time-status`. */
export const boardSlug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
