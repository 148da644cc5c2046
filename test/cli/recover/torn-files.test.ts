import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tornFiles } from "../../../cli/recover/torn-files";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sluice-torn-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const whole = '{"user.content_type":"text/plain; charset=utf-8","md5":"1B2M2Y8AsgTpgAmY7PhCfg=="}';
const torn = () => tornFiles({ backend: `file://${folder}`, project: "shop", stack: "production" });

function written(path: string, text: string): string {
  const file = join(folder, ".pulumi", path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

describe("a file that Pulumi has not written to its end", () => {
  it.each([
    "stacks/shop/production.json.attrs",
    "stacks/shop/production.json.bak.attrs",
    "stacks/shop/production.json.gz.attrs",
    "stacks/production.json.attrs",
    "history/shop/production/production-1795274382639465168.history.json.attrs",
    "backups/shop/production/production.1795274382639465168.json.attrs",
  ])("is found at %s, empty or cut off", (path) => {
    const file = written(path, "");
    expect(torn()).toEqual([file]);
    written(path, whole.slice(0, 20));
    expect(torn()).toEqual([file]);
  });

  it("is none that is whole, or of another stack, or state itself", () => {
    written("stacks/shop/production.json.attrs", whole);
    written("stacks/shop/production-eu.json.attrs", "");
    written("stacks/other/production.json.attrs", "");
    written("stacks/shop/production.json", "");
    written("backups/shop/staging/staging.1.json.attrs", "");
    expect(torn()).toEqual([]);
  });

  it("is none where no file is, and none that could be reached on another backend", () => {
    expect(torn()).toEqual([]);
    expect(tornFiles({ backend: "s3://states", project: "shop", stack: "production" })).toEqual([]);
  });
});
