import { describe, expect, it } from "vitest";
import { genesis, JournalEntry, type Recorded } from "../../evidence/journal-entry";

const hex = "a".repeat(64);
const at = "2026-11-21T10:00:00Z";
const envelope = {
  payloadType: "application/vnd.in-toto+json",
  payload: "e30=",
  signatures: [{ keyid: "sam-2026", sig: "AAAA" }],
} as const;
const recorded = {
  opened: { kind: "opened", system: "shop", stack: "production" },
  evidence: { kind: "evidence", evidence: hex, of: "tests", path: "evidence/a.dsse.json" },
  withdrawal: { kind: "withdrawal", envelope },
  verdict: { kind: "verdict", release: "r", phase: "canary", gate: "tests", status: "unknown", reason: "" },
  transition: { kind: "transition", move: "up", release: "r", from: "prepare", to: "canary", sharePercent: 0 },
  hold: { kind: "hold", release: "r", ceilingPercent: 100, reason: "errors", at },
  lift: { kind: "lift", envelope },
} as const satisfies Readonly<Record<Recorded["kind"], Recorded>>;
const optional: Readonly<Record<string, object>> = {
  evidence: { release: "r", phase: "canary" },
  hold: { artifacts: { api: `sha256:${hex}` }, sourceRevision: "4be1d9c" },
};
const kinds = Object.keys(recorded) as readonly (keyof typeof recorded)[];
const entry = (one: object) => ({ schema: 1, at, previous: hex, recorded: one });
const takes = (one: object): boolean => JournalEntry.safeParse(entry(one)).success;

describe("an entry of the journal", () => {
  it("follows 64 zeros when it is the first", () => {
    expect(genesis).toBe("0000000000000000000000000000000000000000000000000000000000000000");
  });

  it.each(kinds)("records %s when it is whole, and not when it says more", (kind) => {
    expect(takes(recorded[kind])).toBe(true);
    expect(takes({ ...recorded[kind], ...optional[kind] })).toBe(true);
    expect(takes({ ...recorded[kind], trusted: true })).toBe(false);
  });

  it.each(kinds.flatMap((kind) => Object.keys(recorded[kind]).map((field) => [kind, field] as const)))(
    "records no %s without its %s, nor with one that is empty or of another type",
    (kind, field) => {
      const wrong: readonly unknown[] = field === "reason" && kind === "verdict" ? [undefined, 1] : [undefined, "", -1];
      for (const value of wrong) expect(takes({ ...recorded[kind], [field]: value })).toBe(false);
    },
  );

  it.each([
    ["evidence", { release: "" }],
    ["evidence", { phase: 1 }],
    ["evidence", { of: "luck" }],
    ["evidence", { evidence: `x${hex}` }],
    ["evidence", { evidence: `${hex}x` }],
    ["hold", { artifacts: { api: 1 } }],
    ["hold", { sourceRevision: "" }],
    ["hold", { ceilingPercent: 100.5 }],
    ["hold", { reason: "x".repeat(501) }],
    ["hold", { at: "2026-11-21" }],
    ["transition", { sharePercent: 101 }],
    ["verdict", { status: "maybe" }],
  ] as const)("records no %s with %o", (kind, change) => {
    expect(takes({ ...recorded[kind], ...change })).toBe(false);
  });

  it.each(["pass", "fail", "unknown"])("records the verdict %s", (status) => {
    expect(takes({ ...recorded.verdict, status })).toBe(true);
  });

  it.each([
    ["another schema", { schema: 2 }, "schema"],
    ["no time", { at: "soon" }, "at"],
    ["a hash that is too short", { previous: "a".repeat(63) }, "previous"],
    ["nothing recorded", { recorded: { kind: "luck" } }, "recorded.kind"],
    ["more than it may", { more: 1 }, ""],
  ])("is refused with %s", (_, change, path) => {
    const { error } = JournalEntry.safeParse({ ...entry(recorded.opened), ...change });
    expect(error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });

  it("says what a digest must look like", () => {
    const { error } = JournalEntry.safeParse({ ...entry(recorded.opened), previous: "x" });
    expect(error?.issues.map(({ message }) => message)).toEqual(["must be 64 lower-case hex digits"]);
  });
});
