import { describe, expect, it } from "vitest";
import { lighthouse } from "../../support/evidence/reports";
import { putAt, readAs, refusal } from "../../support/evidence/read-as";

const whole = lighthouse();

describe("a report of Lighthouse", () => {
  it.each([
    [
      "the page that it ended on",
      putAt(whole, "finalUrl", "https://shop.example.com/old"),
      "https://shop.example.com/",
    ],
    [
      "the page under its old name",
      putAt(putAt(whole, "finalDisplayedUrl", undefined), "finalUrl", "https://x/"),
      "https://x/",
    ],
    ["no page, so that it is that of nobody", putAt(whole, "finalDisplayedUrl", undefined), ""],
  ])("names %s", (_, content, page) => {
    expect(readAs("lighthouse", content)).toMatchObject({ kind: "present", value: { page } });
  });

  it("is read when it says that there was no error", () => {
    expect(readAs("lighthouse", putAt(whole, "runtimeError", { code: "NO_ERROR" })).kind).toBe("present");
  });

  it.each([
    ["lighthouseVersion", undefined],
    ["finalDisplayedUrl", 1],
    ["finalUrl", 1],
    ["runtimeError", {}],
    ["audits", {}],
    ["audits.first-contentful-paint", {}],
    ["audits.first-contentful-paint.numericValue", -1],
    ["audits.cumulative-layout-shift", undefined],
  ])("is refused with another %s, by its name", (path, value) => {
    expect(refusal("lighthouse", putAt(whole, path, value))).toMatch(
      new RegExp(`^${path.replaceAll(".", "\\.")}[^ ]*: `),
    );
  });
});
