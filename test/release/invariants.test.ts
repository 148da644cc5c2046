import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { guards } from "../../release/guards";
import { invariants } from "../../release/invariants";

const page = readFileSync(resolve(__dirname, "../../docs/reference/life-cycle.md"), "utf8");
const part = (title: string): string => page.split(`## ${title}\n`)[1]?.split("\n## ")[0] ?? "";

describe("the page on a release's life", () => {
  it("lists every invariant as its sentence, in order, and no other", () => {
    const listed = [...part("What is always true").matchAll(/^- (.*)\.$/gm)].map(([, sentence]) => sentence ?? "");
    const sentences = Object.keys(invariants).map((one) => `${one.charAt(0).toUpperCase()}${one.slice(1)}`);
    expect(listed).toEqual(sentences);
  });

  it("lists every guard in the order in which it is reported, and no other", () => {
    const listed = [...part("Guards").matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
    expect(listed).toEqual([...Object.keys(guards.state), ...Object.keys(guards.move)]);
  });
});
