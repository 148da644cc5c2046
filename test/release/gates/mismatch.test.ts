import { describe, expect, it } from "vitest";
import type { Evidence } from "../../../evidence/evidence";
import { mismatchOf, phasesWanted, timeMismatch, type Wanted } from "../../../release/gates/mismatch";
import { asked, checklist, question } from "../../support/evidence/made-up";

const other = `sha256:${"f".repeat(64)}`;
const { bound, artifacts } = checklist();
const mismatch = (
  change: Partial<Evidence<"checklist">>,
  wanted: Wanted = {},
  phase = "canary",
): string | undefined => {
  const one = question();
  return mismatchOf(checklist(change), { ...one, subject: { ...one.subject, phase } }, wanted);
};

describe("evidence", () => {
  it.each<readonly [string, Partial<Evidence<"checklist">>, Wanted]>([
    ["of this very subject", {}, {}],
    ["that names the phase, though its kind need not", { bound: { ...bound, phase: "canary" } }, {}],
    ["of another stack, where that is wanted", { bound: { ...bound, stack: "staging" } }, { stack: "staging" }],
    ["of another phase, where that is wanted", { bound: { ...bound, phase: "full" } }, { phase: "full" }],
    [
      "of a part of the artifacts, where that is enough",
      { artifacts: { api: asked.artifacts.api } },
      { partOfArtifacts: true },
    ],
    ["of a kind that is about no artifact", { boundBy: ["system"], artifacts: {} }, {}],
    ["of a kind that is bound by artifacts alone", { boundBy: ["system", "artifacts"] }, {}],
  ])("%s counts", (_, change, wanted) => {
    expect(mismatch(change, wanted)).toBeUndefined();
  });

  it("of a phase counts for the shares on the way to it, and for its own", () => {
    expect(mismatch({ bound: { ...bound, phase: "full" } }, {}, "full-at-50")).toBeUndefined();
    expect(mismatch({ bound: { ...bound, phase: "full-at-50" } }, {}, "full-at-50")).toBeUndefined();
    expect(mismatch({ bound: { ...bound, phase: "canary" } }, {}, "full-at-50")).toBe(
      'is for the phase "canary", must be for "full-at-50" or "full"',
    );
    expect(phasesWanted(question(), { phase: "full" })).toEqual(["full"]);
    expect(phasesWanted(question(), {})).toEqual(["canary"]);
  });

  it.each<readonly [string, Partial<Evidence<"checklist">>, Wanted, string]>([
    ["of another system", { bound: { ...bound, system: "x" } }, {}, 'is for the system "x", must be for "shop"'],
    ["of another stack", { bound: { ...bound, stack: "x" } }, {}, 'is for the stack "x", must be for "production"'],
    [
      "of this stack, where another is wanted",
      {},
      { stack: "staging" },
      'is for the stack "production", must be for "staging"',
    ],
    ["of another phase", { bound: { ...bound, phase: "full" } }, {}, 'is for the phase "full", must be for "canary"'],
    ["of another plan", { bound: { ...bound, plan: "x" } }, {}, `is for the plan "x", must be for "${asked.planHash}"`],
    [
      "of another release",
      { bound: { ...bound, release: "x" } },
      {},
      'is for the release "x", must be for "release-2"',
    ],
    ["of no stack", { bound: { system: "shop" } }, {}, 'is for the stack "none", must be for "production"'],
    ["of no artifact", { artifacts: {} }, {}, "names no artifact"],
    ["of no artifact, where a part is enough", { artifacts: {} }, { partOfArtifacts: true }, "names no artifact"],
    [
      "of an unknown service",
      { artifacts: { ...artifacts, db: other } },
      {},
      'is for "db", which is no service of the release',
    ],
    [
      "of another digest",
      { artifacts: { ...artifacts, web: other } },
      {},
      `is for the digest ${other} of "web", must be for ${asked.artifacts.web}`,
    ],
    [
      "of another digest, where a part is enough",
      { artifacts: { web: other } },
      { partOfArtifacts: true },
      `is for the digest ${other} of "web", must be for ${asked.artifacts.web}`,
    ],
    [
      "of a part of the artifacts",
      { artifacts: { api: asked.artifacts.api } },
      {},
      'does not name the artifact of "web"',
    ],
    [
      "of a part, of a kind that is bound by artifacts",
      { boundBy: ["system", "artifacts"], artifacts: { web: asked.artifacts.web } },
      {},
      'does not name the artifact of "api"',
    ],
    ["of a later time", { issued: "2026-11-21T10:00:01Z" }, {}, "is from the future: issued at 2026-11-21T10:00:01Z"],
    [
      "that is too old for what is wanted",
      {},
      { maximumAgeSeconds: 1799 },
      "is 30 minutes old, must be at most 29 minutes 59 seconds",
    ],
  ])("%s does not count", (_, change, wanted, reason) => {
    expect(mismatch(change, wanted)).toBe(reason);
  });

  it("names every service that it leaves out", () => {
    const one = question();
    const release = { ...asked, artifacts: { ...asked.artifacts, worker: other } };
    const part = checklist({ artifacts: { web: asked.artifacts.web } });
    expect(mismatchOf(part, { ...one, subject: { ...one.subject, release } })).toBe(
      'does not name the artifact of "api", "worker"',
    );
  });
});

describe("the time of evidence", () => {
  const at = (change: object, now = "2026-11-21T10:00:00Z", wanted?: Wanted) =>
    timeMismatch({ issued: "2026-11-21T09:00:00Z", maximumAgeSeconds: 3600, ...change }, now, wanted);
  it.each<readonly [string, object, string, string | undefined]>([
    ["is right in the second in which it was issued", {}, "2026-11-21T09:00:00Z", undefined],
    ["is right in the last second of its age", {}, "2026-11-21T10:00:00Z", undefined],
    ["has passed a second later", {}, "2026-11-21T10:00:01Z", "is 1 hour 1 second old, must be at most 1 hour"],
    ["has not come a second before", {}, "2026-11-21T08:59:59Z", "is from the future: issued at 2026-11-21T09:00:00Z"],
    ["is none when it cannot be read", { issued: "x" }, "2026-11-21T10:00:00Z", "is from the future: issued at x"],
    ["has come in its first second", { notBefore: "2026-11-21T09:30:00Z" }, "2026-11-21T09:30:00Z", undefined],
    [
      "has not come a second before its first",
      { notBefore: "2026-11-21T09:30:00Z" },
      "2026-11-21T09:29:59Z",
      "counts only from 2026-11-21T09:30:00Z",
    ],
    ["never comes with a start that cannot be read", { notBefore: "x" }, "2026-11-21T09:30:00Z", "counts only from x"],
    ["is right in the second before its end", { expires: "2026-11-21T09:30:00Z" }, "2026-11-21T09:29:59Z", undefined],
    [
      "has passed at its end",
      { expires: "2026-11-21T09:30:00Z" },
      "2026-11-21T09:30:00Z",
      "expired at 2026-11-21T09:30:00Z",
    ],
    ["has passed with an end that cannot be read", { expires: "x" }, "2026-11-21T09:30:00Z", "expired at x"],
  ])("%s", (_, change, now, reason) => {
    expect(at(change, now)).toBe(reason);
  });

  it("is never longer than its kind allows, and shorter where a plan says so", () => {
    expect(at({}, "2026-11-21T10:00:00Z", { maximumAgeSeconds: 7200 })).toBeUndefined();
    expect(at({}, "2026-11-21T10:00:01Z", { maximumAgeSeconds: 7200 })).toContain("must be at most 1 hour");
    expect(at({}, "2026-11-21T09:30:01Z", { maximumAgeSeconds: 1800 })).toContain("must be at most 30 minutes");
  });
});
