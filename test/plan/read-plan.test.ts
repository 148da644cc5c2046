import { describe, expect, it } from "vitest";
import { readPlan } from "../../plan/read-plan";
import { linesOf, planText } from "./written-example";

describe("a valid plan", () => {
  it("is read with every default in place", () => {
    const reading = readPlan(planText());
    expect(reading.kind).toBe("valid");
    if (reading.kind !== "valid") return;
    expect(reading.plan).toMatchObject({
      system: "shop",
      platforms: ["kubernetes"],
      strategy: "canary",
      stickiness: "none",
      services: [
        { name: "api", port: 8000, health: { live: "/health", ready: "/health" }, replicas: 2, drainSeconds: 30 },
      ],
      whenBlind: { freezeSeconds: 600, then: "roll-back" },
      rollback: { withinSeconds: 300, drillEverySeconds: 604_800, keepReleases: 3 },
      onCall: {
        page: { kind: "within", seconds: 300 },
        warn: { kind: "within", seconds: 900 },
        info: { kind: "next-business-day" },
      },
    });
    expect(reading.plan.phases[0]).toEqual({
      name: "canary",
      trafficPercent: 5,
      soakSeconds: 172_800,
      enter: ["smoke-test"],
      advanceWhen: [
        { kind: "threshold", metric: "error rate", operator: "below", value: 0.5, unit: "percent", forSeconds: 0 },
      ],
      minimumRequests: 100,
      activities: [],
      checks: [],
      rollBackWhen: [],
      onTrouble: { kind: "roll-back" },
      byWayOf: [],
    });
  });

  it("may begin with a byte order mark", () => {
    expect(readPlan(`\ufeff${planText()}`).kind).toBe("valid");
  });

  it("reads words that older YAML took for booleans as the words they are", () => {
    const reading = readPlan(
      planText((plan) => (plan.services[0]["environment"] = { COUNTRY: "NO" })).replace('"NO"', "NO"),
    );
    expect(reading).toMatchObject({ kind: "valid", plan: { services: [{ env: { COUNTRY: "NO" } }] } });
  });

  it.each([
    ["yes", true],
    ["no", false],
    ["true", true],
    ["false", false],
  ])("understands %s where yes or no is wanted", (word, expected) => {
    const text = planText((plan) => {
      plan["stores"] = [{ name: "database", kind: "postgres" }];
      plan["backup"] = {
        stores: ["database"],
        every: "1 day",
        keep: "9 days",
        "recovery point": "1 day",
        "recovery time": "1 hour",
        "other region": "WORD",
      };
    }).replace("WORD", word);
    expect(readPlan(text)).toMatchObject({ kind: "valid", plan: { backup: { otherRegion: expected } } });
  });
});

const bomb = [
  "a: &a [x, x, x, x, x, x, x, x, x]",
  ...["b", "c", "d", "e"].map((key, at) => `${key}: &${key} [${`*${"abcd"[at]}, `.repeat(9)}]`),
].join("\n");

describe("a text that is no plan", () => {
  it.each([
    ["nothing", "", ": is empty; it must be a mapping of keys"],
    ["a comment only", "# later\n", ": is empty; it must be a mapping of keys"],
    ["a list", "- system: shop\n", ": must be a mapping, got a list of 1"],
    ["a word", "shop\n", ': must be a mapping, got "shop"'],
    [
      "two documents",
      "system: shop\n---\nsystem: shop\n",
      "line 2, column 1: must be the only document: remove the second `---`",
    ],
    [
      "a tab for indentation",
      "services:\n\t- name: api\n",
      "line 2, column 1: must be indented by spaces, not by tabs",
    ],
    [
      "an open bracket",
      "phases: [",
      "line 1, column 10: is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
    [
      "a tag of JavaScript",
      "system: !!js/function 'x'\n",
      "line 1, column 9: must be plain text, numbers, lists and mappings without tags",
    ],
    [
      "a directive",
      "%YAML 1.1\n---\nsystem: no\n",
      ": must be a document without YAML directives (lines that begin with %)",
    ],
    ["50 MB", "a".repeat(50 * 1024 * 1024), ": must be at most 256 KiB, got 51200 KiB"],
    ["a NUL", "system: a\u0000b\n", "line 1: must be text without invisible or broken characters, got U+0000"],
    [
      "a character that turns the line around",
      "system: a # \u202e\n",
      "line 1: must be text without invisible or broken characters, got U+202E",
    ],
    [
      "a byte order mark in the middle",
      "a: b\n\ufeffc: d\n",
      "line 2: must be text without invisible or broken characters, got U+FEFF",
    ],
    ["a million brackets", "[".repeat(200_000), expect.stringMatching(/^line 1, column \d+: is not YAML: /)],
  ])("is refused in one line: %s", (_, text, line) => {
    const start = performance.now();
    const lines = linesOf(text).map((one) => (one.startsWith("line") || one.startsWith(":") ? one : `: ${one}`));
    expect(lines).toEqual([line]);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it("is refused at every alias, so that no bomb goes off and no circle closes", () => {
    expect(linesOf(`${planText()}loop: &loop [*loop]\n`)).toContain(
      "loop[0]: must be written out: a plan has no aliases, got *loop",
    );
    expect(linesOf(bomb).filter((line) => line.includes("must be written out"))).toHaveLength(36);
  });

  it.each([
    ["an infinite number", "port: .inf", "services[0].port: must be a finite number, got .inf"],
    ["not a number", "port: .nan", "services[0].port: must be a finite number, got .nan"],
    ["nothing", "port:", "services[0].port: must be a whole number from 1 to 65535, got nothing"],
    [
      "a key written twice",
      "port: 8000\n    port: 9000",
      "services[0].port: is written twice; it must be written once",
    ],
    ["a number as a key", "port: 8000\n    7: 8", "services[0]: must have keys that are plain words, got 7"],
    [
      "a list as a key",
      "port: 8000\n    ? [a]\n    : b",
      "services[0]: must have keys that are plain words, got a list or mapping",
    ],
    ["a merge key", "port: 8000\n    <<: {}", 'services[0]: must have keys that are plain words, got "<<"'],
    [
      "the key of all objects",
      "port: 8000\n    __proto__: {}",
      'services[0]: must have keys that are plain words, got "__proto__"',
    ],
    [
      "a text of bytes",
      "port: !!binary aGk=",
      "services[0].port: must be plain text, a number, a list or a mapping, got the tag tag:yaml.org,2002:binary",
    ],
  ])("is refused at its place: %s", (_, written, line) => {
    expect(linesOf(planText().replace("port: 8000", written))).toEqual([line]);
  });

  it("is refused when it nests deeper than any plan", () => {
    expect(linesOf(`${planText()}deep: ${"[".repeat(30)}${"]".repeat(30)}\n`)).toContainEqual(
      expect.stringMatching(/^deep(\[0\])+: must be nested at most 20 deep$/),
    );
  });
});
