import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findImage } from "../../../lab/images/find-image";
import { registerImage, type NewImage } from "../../../lab/images/register-image";

describe("the lab's registry", () => {
  let folder: string;
  let program: string;
  let image: NewImage;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lab-images-"));
    program = join(folder, "program.cjs");
    writeFileSync(program, "first");
    image = {
      name: "shop/api",
      program: "node",
      args: [program],
      env: { A: "1", B: "2" },
      version: "1",
      files: [program],
    };
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const images = (): string => join(folder, "images");

  it("gives back what was registered, by a reference that is pinned to a digest", () => {
    const reference = registerImage(images(), image);
    expect(reference).toMatch(/^registry\.lab\/shop\/api@sha256:[0-9a-f]{64}$/);
    expect(findImage(images(), reference)).toMatchObject({
      name: "shop/api",
      program: "node",
      env: { A: "1", B: "2" },
    });
    expect(findImage(images(), reference.replace("@", ":1.0@"))?.name).toBe("shop/api");
  });

  it("gives the same image the same reference, whatever the order of its fields, and keeps it once", () => {
    const first = registerImage(images(), image);
    const { version, name, ...rest } = image;
    expect(registerImage(images(), { ...rest, env: { B: "2", A: "1" }, name, version })).toBe(first);
    expect(readdirSync(images())).toHaveLength(1);
  });

  it.each<[string, (image: NewImage) => NewImage]>([
    ["its version", (one) => ({ ...one, version: "2" })],
    ["its arguments", (one) => ({ ...one, args: [] })],
    ["its environment", (one) => ({ ...one, env: { A: "2", B: "2" } })],
  ])("gives another digest when %s is another", (_what, change) => {
    expect(registerImage(images(), change(image))).not.toBe(registerImage(images(), image));
  });

  it("gives another digest when the program's file has changed", () => {
    const before = registerImage(images(), image);
    writeFileSync(program, "second");
    expect(registerImage(images(), image)).not.toBe(before);
  });

  it("never serves a manifest under a digest that it does not have, or under another name", () => {
    const reference = registerImage(images(), image);
    expect(findImage(images(), reference.replace("shop/api", "shop/web"))).toBeUndefined();
    const [file = ""] = readdirSync(images());
    const path = join(images(), file);
    writeFileSync(path, readFileSync(path, "utf8").replace('"1"', '"9"'));
    expect(findImage(images(), reference)).toBeUndefined();
    writeFileSync(path, "not JSON");
    expect(findImage(images(), reference)).toBeUndefined();
  });

  it.each([
    ["without a digest", "registry.lab/shop/api:1"],
    ["of another registry", `docker.io/shop/api@sha256:${"0".repeat(64)}`],
    ["that nobody registered", `registry.lab/shop/api@sha256:${"0".repeat(64)}`],
    ["that tries to leave the folder", `registry.lab/../api@sha256:${"0".repeat(64)}`],
  ])("finds nothing for a reference %s", (_what, reference) => {
    registerImage(images(), image);
    expect(findImage(images(), reference)).toBeUndefined();
  });

  it("refuses a name that no registry would take", () => {
    expect(() => registerImage(images(), { ...image, name: "Shop API" })).toThrow(/name/);
  });
});
