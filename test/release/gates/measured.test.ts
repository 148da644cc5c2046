import { afterEach, describe, expect, it } from "vitest";
import type { ToSign } from "../../../evidence/sign-evidence";
import type { GateCase } from "../../support/evidence/gate-case";
import { changed } from "../../support/evidence/gate-pieces";
import { commit } from "../../support/evidence/pieces";
import { junitXml, k6Summary, lighthouse, sarif, slsa, writeReport } from "../../support/evidence/reports";

let one: GateCase | undefined;
afterEach(() => one?.clean());

const said = (gate: string, change: Parameters<GateCase["judge"]>[1] = {}): string => {
  const { status, reason } = one?.judge(gate, change) ?? { status: "none", reason: "" };
  return `${status}: ${reason.replace(/ \("evidence\/[^"]+"\)/g, "")}`;
};

/** What a gate says when the report under a piece holds something else, signed as it is. */
async function withReport(gate: string, name: string, content: unknown): Promise<string> {
  one = await changed(name, (piece, root) => {
    writeReport(root, piece.sign.report?.path ?? "", content);
    return [piece];
  });
  return said(gate);
}

/** What a gate says when the claim of a piece differs. */
async function withClaim(
  gate: string,
  name: string,
  claim: object,
  change?: Parameters<GateCase["judge"]>[1],
): Promise<string> {
  one = await changed(name, (piece) => [
    { ...piece, sign: { ...piece.sign, claim: { ...piece.sign.claim, ...claim } } as ToSign },
  ]);
  return said(gate, change);
}

describe("tests", () => {
  it.each([
    ["45 of 45", junitXml(45), /^pass: tests: "tools", "end to end" passed$/],
    ["one test fewer than the plan says", junitXml(44), /^fail: test suite "tools": must run 45 tests, got 44$/],
    ["one that failed", junitXml(45, 1), /^fail: test suite "tools": 100 % must pass, got 44\/45$/],
    ["one that was skipped", junitXml(45, 0, 1), /^fail: test suite "tools": must skip no test, got 1 skipped of 45$/],
    ["no test at all", junitXml(0), /^fail: test suite "tools": ran no test$/],
    ["491 of 491", junitXml(491), /^pass/],
  ])("of %s", async (_, xml, verdict) => {
    expect(await withReport("tests", "tests-tools", xml)).toMatch(verdict);
  });

  it.each([
    ["exactly 90 percent", junitXml(10, 1), /^pass/],
    ["a test below 90 percent", junitXml(100, 11), /^fail: test suite "end to end": 90 % must pass, got 89\/100$/],
  ])("pass at their own rate: %s", async (_, xml, verdict) => {
    expect(await withReport("tests", "tests-end", xml)).toMatch(verdict);
  });

  it("of another source than the one that was built do not count", async () => {
    one = await changed("tests-tools", (piece) => [
      { ...piece, sign: { ...piece.sign, bound: { system: "shop", source: "deadbee" } } },
    ]);
    expect(said("tests")).toBe(`fail: test suite "tools": is of the source deadbee, must be of ${commit}`);
  });

  it("whose report was changed after it was signed do not count", async () => {
    one = await changed("tests-tools", (piece) => [piece]);
    writeReport(one.root, "reports/tools.xml", junitXml(46));
    expect(said("tests")).toContain(
      'report "reports/tools.xml": is not the report that was signed, its digest differs',
    );
  });
});

describe("scans", () => {
  it.each([
    ["a linter's warnings", "code-quality", "code-quality", sarif("warning", "note"), /^pass/],
    [
      "a linter's errors",
      "code-quality",
      "code-quality",
      sarif("error"),
      /^fail: code quality: must show nothing that blocks, got 1 errors$/,
    ],
    [
      "a critical finding",
      "static-scan",
      "static-scan",
      sarif("error"),
      /^fail: static scan: must show no critical finding, got 1 \(scanner\)$/,
    ],
    [
      "a critical finding in one image",
      "image-scan",
      "image-scan-web",
      sarif("error"),
      /^fail: image scan of "web": must show no critical finding, got 1/,
    ],
  ])("with %s", async (_, gate, name, report, verdict) => {
    expect(await withReport(gate, name, report)).toMatch(verdict);
  });

  it("of a penetration test with a critical finding fail", async () => {
    expect(await withClaim("penetration-test", "penetration-test", { critical: 1 })).toBe(
      "fail: penetration test: must show no critical finding, got 1 (Outside Ltd)",
    );
  });
});

describe("load and vitals", () => {
  it.each([
    [
      "a p95 at the limit",
      "load-test",
      k6Summary(500),
      /^fail: load test: p95 response time must be below 0\.5 s, got 0\.5 s$/,
    ],
    ["a p95 just below it", "load-test", k6Summary(499.9), /^pass/],
    [
      "an LCP at the limit",
      "web-vitals",
      lighthouse(2500),
      /^fail: web vitals: largest contentful paint must be below 2\.5 s, got 2\.5 s$/,
    ],
    ["an LCP below it", "web-vitals", lighthouse(2499), /^pass/],
  ])("with %s", async (_, gate, report, verdict) => {
    expect(await withReport(gate, gate, report)).toMatch(verdict);
  });

  it.each([
    [
      "breaks at the expected load",
      { breaksAtPerSecond: 100 },
      /^fail: stress test: must break above the expected 100/,
    ],
    [
      "never reached the expected load",
      { expectedPerSecond: 201, breaksAtPerSecond: 300 },
      /must reach the expected 201 requests a second, got 200$/,
    ],
  ])("a stress test that %s fails", async (_, claim, verdict) => {
    expect(await withClaim("stress-test", "stress-test", claim)).toMatch(verdict);
  });
});

describe("provenance", () => {
  const artifacts = { api: `sha256:${"a".repeat(64)}`, web: `sha256:${"b".repeat(64)}` };
  it.each([
    [
      "another digest",
      slsa({ api: artifacts.api }, commit),
      'provenance of "web": its build record does not name the digest sha256:bbb',
    ],
    ["another source", slsa(artifacts, "deadbee"), "its build record names the source deadbee, must be 4be1d9c"],
  ])("whose build record names %s fails", async (_, report, reason) => {
    expect(await withReport("provenance", "provenance", report)).toContain(reason);
  });

  it("whose claim names another builder than the record fails", async () => {
    expect(await withClaim("provenance", "provenance", { builder: "my laptop" })).toContain("must be my laptop");
  });

  it.each([
    ["nobody", []],
    ["the author alone", ["Ada"]],
  ])("reviewed by %s fails", async (_, reviewers) => {
    expect(await withClaim("code-review", "code-review", { reviewers })).toContain(
      "must be reviewed by somebody other than ada",
    );
  });
});
