import { afterEach, describe, expect, it } from "vitest";
import { GateCase } from "../../support/evidence/gate-case";

let one: GateCase | undefined;
afterEach(() => one?.clean());

/** A case without the evidence of the gate, and with a waiver for it. */
async function waiverCase(
  gate: string,
  by: string,
  expires: string | undefined,
  issued = "2026-11-21T09:30:00Z",
): Promise<GateCase> {
  one = await GateCase.make({
    pieces: (all) => all.filter(({ name }) => name !== gate && /^(?:provenance|approval)/.test(name)),
  });
  const { system, stack, release } = one.subject;
  await one.add({
    name: "waiver",
    by,
    sign: {
      kind: "waiver",
      bound: { system, stack, phase: "canary", plan: release.planHash, release: release.id },
      artifacts: release.artifacts,
      issued,
      ...(expires === undefined ? {} : { expires }),
      claim: { gate, reason: "the tool is down" },
    },
  });
  return one;
}
const soon = "2026-11-22T09:30:00Z";

describe("a waiver", () => {
  it("lets a gate pass and says so, with what would be without it", async () => {
    expect((await waiverCase("code-quality", "rita", soon)).judge("code-quality")).toMatchObject({
      status: "pass",
      reason: `waived until ${soon} by rita (the tool is down); without the waiver: code quality: is absent`,
    });
  });

  it.each([
    ["for another gate", "static-scan", "rita", soon, "the trust lets nobody waive this gate"],
    ["for a gate of signatures", "approvals", "rita", soon, undefined],
    ["for provenance", "provenance", "rita", soon, undefined],
    ["for the soak", "soak", "rita", soon, "this gate is never waived"],
    [
      "by a role that may not",
      "code-quality",
      "sam",
      soon,
      "is signed by sam, must be signed by the role release-manager or team-lead",
    ],
    ["by an approver", "code-quality", "olga", soon, "must be signed by the role"],
    ["without an end", "code-quality", "rita", undefined, "names no end, must expire within seven days"],
    [
      "that is longer than the trust allows",
      "code-quality",
      "rita",
      "2026-11-23T09:30:01Z",
      "must expire within 2 days",
    ],
    ["that has expired", "code-quality", "rita", "2026-11-21T10:00:00Z", "expired at 2026-11-21T10:00:00Z"],
  ])("%s does not count", async (_, gate, by, expires, reason) => {
    const judged = await waiverCase(gate, by, expires);
    const verdict =
      gate === "approvals" || gate === "provenance"
        ? judged.judge(gate, {
            subject: { release: { ...judged.subject.release, artifacts: { api: `sha256:${"f".repeat(64)}` } } },
          })
        : judged.judge(gate);
    expect(verdict.status).not.toBe("pass");
    if (reason !== undefined) expect(verdict.reason).toContain(reason);
  });

  it("of a backup does not count before a step that cannot be undone", async () => {
    const judged = await waiverCase("backup", "rita", soon);
    expect(judged.judge("backup", { subject: { irreversible: true } }).reason).toContain(
      "a backup before a step that cannot be undone is never waived",
    );
  });

  it("by the author, or by somebody who approved, does not count", async () => {
    const judged = await waiverCase("code-quality", "tom", soon);
    expect(judged.judge("code-quality").status).toBe("pass");
    const { system, stack, release } = judged.subject;
    const bound = { system, stack, phase: "canary", plan: release.planHash, release: release.id };
    await judged.add({
      name: "approval-tom",
      by: "tom",
      sign: {
        kind: "approval",
        bound,
        artifacts: release.artifacts,
        issued: "2026-11-21T09:30:00Z",
        claim: { role: "security" },
      },
    });
    expect(judged.judge("code-quality").reason).toContain("is signed by tom, who approved the release");
    const trust = {
      ...judged.cast.trust,
      people: judged.cast.trust.people.map((person) =>
        person.name === "tom" ? { ...person, authors: ["ada@example.org"] } : { ...person, authors: [] },
      ),
    };
    expect(judged.judge("code-quality", { trust }).reason).toContain(
      "is signed by tom, who is the author of the release",
    );
  });

  it("that was withdrawn does not count", async () => {
    const judged = await waiverCase("code-quality", "rita", soon);
    await judged.withdraw("waiver", "sam");
    expect(judged.judge("code-quality")).toMatchObject({
      status: "unknown",
      reason: expect.stringContaining("was withdrawn by sam") as string,
    });
  });
});
