import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Read } from "./read";

/** The largest envelope or report that is read when nothing else is said: 1 MiB. */
export const evidenceFileBytes = 1024 * 1024;

/**
 * Reads one regular file below `root`, and never more than `maximumBytes` of it.
 * `path` is relative with forward slashes; a path or a link that leads out of `root` is invalid, not absent.
 */
export function readBoundedFile(root: string, path: string, maximumBytes = evidenceFileBytes): Read<Buffer> {
  if (isAbsolute(path) || path.includes("\\") || path.includes("\0") || path.split("/").includes("..")) {
    return { kind: "invalid", reason: "leads out of the folder of evidence" };
  }
  let handle: number | undefined;
  try {
    const real = realpathSync(resolve(root, path));
    if (!isBelow(realpathSync(root), real))
      return { kind: "invalid", reason: "is a link out of the folder of evidence" };
    // Opened after the link was resolved and without following another one, and without waiting on a pipe.
    handle = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    return readHandle(handle, maximumBytes);
  } catch (error) {
    return reasonOf(error);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** Whether a path is the folder itself or something in it. Both must be real paths. */
export const isBelow = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};

function readHandle(handle: number, maximumBytes: number): Read<Buffer> {
  const stat = fstatSync(handle);
  if (!stat.isFile()) return { kind: "invalid", reason: "is not a regular file" };
  if (stat.size > maximumBytes) return tooLarge(maximumBytes, stat.size);
  // One byte more than allowed, so that a file that grows meanwhile is seen.
  const buffer = Buffer.alloc(maximumBytes < stat.size + 1 ? maximumBytes + 1 : stat.size + 1);
  let length = 0;
  for (;;) {
    const read = readSync(handle, buffer, length, buffer.length - length, length);
    if (read === 0) break;
    length += read;
    if (length > stat.size) return { kind: "invalid", reason: "changed while it was read" };
  }
  return { kind: "present", value: buffer.subarray(0, length) };
}

const tooLarge = (maximumBytes: number, bytes: number): Read<never> => ({
  kind: "invalid",
  reason: `must be at most ${maximumBytes} bytes, got ${bytes}`,
});

function reasonOf(error: unknown): Read<never> {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT" || code === "ENOTDIR") return { kind: "absent" };
  if (code === "ELOOP") return { kind: "invalid", reason: "is a link out of the folder of evidence" };
  return { kind: "invalid", reason: `could not be read (${String(code)})` };
}
