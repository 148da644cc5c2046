import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isBelow, readBoundedFile } from "../../evidence/bounded-file";

const base = mkdtempSync(join(tmpdir(), "sluice-files-"));
const root = join(base, "root");
beforeAll(() => {
  mkdirSync(join(root, "folder"), { recursive: true });
  writeFileSync(join(base, "outside"), "secret");
  writeFileSync(join(root, "inside"), "0123456789");
  writeFileSync(join(root, "empty"), "");
  symlinkSync(join(base, "outside"), join(root, "way-out"));
  symlinkSync(base, join(root, "folder-out"));
  writeFileSync(join(base, "root-file"), "secret");
  symlinkSync(join(base, "root-file"), join(root, "sibling"));
  writeFileSync(join(root, "..inside"), "dots");
  symlinkSync("inside", join(root, "way-in"));
  symlinkSync("loop", join(root, "loop"));
  symlinkSync("gone", join(root, "dangling"));
  execFileSync("mkfifo", [join(root, "pipe")]);
});
afterAll(() => {
  rmSync(base, { recursive: true });
});

describe("a bounded file", () => {
  it.each([
    ["a file", "inside", "0123456789"],
    ["an empty file", "empty", ""],
    ["a link that stays inside", "way-in", "0123456789"],
    ["a path with a dot", "./inside", "0123456789"],
    ["a name that starts with dots", "..inside", "dots"],
  ])("reads %s", (_, path, text) => {
    const read = readBoundedFile(root, path);
    expect(read.kind === "present" ? read.value.toString() : read).toBe(text);
  });

  it.each([
    ["a file that is not there", "nothing"],
    ["a file in a folder that is not there", "none/nothing"],
    ["a file below a file", "inside/nothing"],
    ["a link to nothing", "dangling"],
  ])("says that %s is absent", (_, path) => {
    expect(readBoundedFile(root, path)).toEqual({ kind: "absent" });
  });

  it.each([
    ["a way out", "../outside", "leads out of the folder of evidence"],
    ["a way out and in again", "folder/../../root/inside", "leads out of the folder of evidence"],
    ["an absolute path", join(base, "outside"), "leads out of the folder of evidence"],
    ["a backslash", "folder\\..\\..\\outside", "leads out of the folder of evidence"],
    ["a zero byte", "inside\0", "leads out of the folder of evidence"],
    ["a link out", "way-out", "is a link out of the folder of evidence"],
    ["a file behind a linked folder", "folder-out/outside", "is a link out of the folder of evidence"],
    ["a link to itself", "loop", "is a link out of the folder of evidence"],
    ["a folder", "folder", "is not a regular file"],
    ["a pipe, without waiting on it", "pipe", "is not a regular file"],
    ["a name that is too long for a file", "a".repeat(300), "could not be read (ENAMETOOLONG)"],
    ["the folder above", "..", "leads out of the folder of evidence"],
    ["the folder itself", ".", "is not a regular file"],
    [
      "a link to a file beside the root whose name starts like it",
      "sibling",
      "is a link out of the folder of evidence",
    ],
  ])("refuses %s", (_, path, reason) => {
    expect(readBoundedFile(root, path)).toEqual({ kind: "invalid", reason });
  });

  it("refuses a file of one byte too many, and takes the largest", () => {
    expect(readBoundedFile(root, "inside", 10).kind).toBe("present");
    expect(readBoundedFile(root, "inside", 9)).toEqual({ kind: "invalid", reason: "must be at most 9 bytes, got 10" });
  });

  it.each([
    ["the folder itself", "/a/b", "/a/b", true],
    ["something in it", "/a/b", "/a/b/c/d", true],
    ["a name that starts with dots", "/a/b", "/a/b/..c", true],
    ["the folder above", "/a/b", "/a", false],
    ["a folder beside it", "/a/b", "/a/c", false],
    ["a folder beside it that starts like it", "/a/b", "/a/bc", false],
  ])("tells whether %s is below a folder", (_, folder, path, below) => {
    expect(isBelow(folder, path)).toBe(below);
  });

  it("refuses a file of 100 MB without reading it", () => {
    execFileSync("truncate", ["-s", "100M", join(root, "large")]);
    const before = process.memoryUsage().arrayBuffers;
    expect(readBoundedFile(root, "large")).toEqual({
      kind: "invalid",
      reason: "must be at most 1048576 bytes, got 104857600",
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  });

  it.runIf(process.getuid?.() !== 0)(
    "says that a file it may not read could not be read (skipped for root, who may read all)",
    () => {
      writeFileSync(join(root, "closed"), "x");
      chmodSync(join(root, "closed"), 0);
      expect(readBoundedFile(root, "closed")).toEqual({ kind: "invalid", reason: "could not be read (EACCES)" });
    },
  );
});
