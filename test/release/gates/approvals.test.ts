import { afterEach, describe, expect, it } from "vitest";
import { GateCase } from "../../support/evidence/gate-case";
import type { Piece } from "../../support/evidence/pieces";

let one: GateCase | undefined;
afterEach(() => one?.clean());

/** The pieces that approvals are judged by, changed. */
async function approvalCase(change: (pieces: readonly Piece[]) => readonly Piece[]): Promise<GateCase> {
  one = await GateCase.make({
    pieces: (all) => change(all.filter(({ name }) => /^(?:provenance|code-review|approval)/.test(name))),
  });
  return one;
}
const signedBy =
  (name: string, by: string) =>
  (pieces: readonly Piece[]): readonly Piece[] =>
    pieces.map((piece) => (piece.name === name ? { ...piece, by } : piece));
const without =
  (name: string) =>
  (pieces: readonly Piece[]): readonly Piece[] =>
    pieces.filter((piece) => piece.name !== name);
const giving =
  (person: string, role: string) =>
  (text: string): string =>
    text.replace(new RegExp(`(name: ${person}, roles: \\[)`), `$1${role}, `);

describe("approvals", () => {
  it("names the roles that approved", async () => {
    expect((await approvalCase((all) => all)).judge("approvals")).toMatchObject({
      status: "pass",
      reason: "approvals: security, operations approved",
    });
  });

  it("lists the evidence that it rests on, and until when it counts", async () => {
    const { evidence } = (await approvalCase((all) => all)).judge("approvals");
    expect(evidence?.map(({ signer, countsUntil }) => `${signer} ${countsUntil ?? ""}`).sort()).toEqual([
      "olga 2026-11-28T09:30:00Z",
      "otto 2026-11-28T09:30:00Z",
      "sam 2026-11-28T09:30:00Z",
    ]);
  });

  it("wants as many people of a role as the plan asks for", async () => {
    const verdict = (await approvalCase(without("approval-operations-2"))).judge("approvals");
    expect(verdict).toMatchObject({
      status: "fail",
      reason: expect.stringContaining(
        "approval of operations: must be signed by 2 different people, got 1 (olga)",
      ) as string,
    });
  });

  it("counts one person with two signatures once", async () => {
    const verdict = (await approvalCase(signedBy("approval-operations-2", "olga"))).judge("approvals");
    expect(verdict).toMatchObject({ status: "fail", reason: expect.stringContaining("got 1 (olga)") as string });
  });

  it("does not let the author approve, whichever address the commits bear", async () => {
    one = await GateCase.make({ trust: giving("ada", "security"), pieces: signedBy("approval-security", "ada") });
    expect(one.judge("approvals")).toMatchObject({
      status: "fail",
      reason: "approval of security: is signed by ada, who is the author of the release",
    });
  });

  it("does not let one person stand for two roles, with whatever key", async () => {
    one = await GateCase.make({ trust: giving("sam", "operations"), pieces: signedBy("approval-operations-2", "sam") });
    expect(one.judge("approvals")).toMatchObject({
      status: "fail",
      reason: expect.stringContaining(
        "every role must be signed by people of its own, got too few different people for operations",
      ) as string,
    });
  });

  it("finds people for every role when somebody could sit in two of them", async () => {
    one = await GateCase.make({
      trust: giving("sam", "operations"),
      pieces: (all) => [
        ...all,
        ...signedBy(
          "approval-operations",
          "sam",
        )(all.filter(({ name }) => name === "approval-operations")).map((piece) => ({ ...piece, name: "extra" })),
      ],
    });
    expect(one.judge("approvals").status).toBe("pass");
  });

  it("cannot judge without a provenance that names the author", async () => {
    const verdict = (await approvalCase(without("provenance"))).judge("approvals");
    expect(verdict).toMatchObject({
      status: "unknown",
      reason: "approvals: the author of the release is not known, no provenance counts",
    });
  });

  it("wants one more person for a hotfix", async () => {
    const three = await approvalCase((all) => all);
    expect(three.judge("approvals", { subject: { profile: "hotfix" } })).toMatchObject({
      status: "fail",
      reason: "approvals: a hotfix must be signed by 4 different people, got 3",
    });
    const piece = three.signed.get("approval-security");
    expect(piece).toBeDefined();
    await three.add({ name: "fourth", by: "tom", sign: { ...approvalOf(three), claim: { role: "security" } } });
    expect(three.judge("approvals", { subject: { profile: "hotfix" } }).status).toBe("pass");
  });

  it("takes consent to a phase for the shares on the way to it, and not the other way round", async () => {
    const two = await approvalCase((all) => all);
    expect(two.judge("approvals", { subject: { phase: "canary-at-5" } }).status).toBe("pass");
    expect(two.judge("approvals", { subject: { phase: "full" } }).status).toBe("fail");
  });
});

describe("go/no-go", () => {
  it("lets the newest decision count, either way", async () => {
    one = await GateCase.make({ pieces: (all) => all.filter(({ name }) => name === "decision") });
    const [decision] = one.signed.keys();
    expect(decision).toBe("decision");
    const sign = { ...approvalOf(one), kind: "decision" as const };
    await one.add({
      name: "no",
      by: "rita",
      sign: {
        ...sign,
        issued: "2026-11-21T09:40:00Z",
        claim: { what: "go or no-go", outcome: "no-go", reason: "errors rise" },
      },
    });
    expect(one.judge("go-no-go")).toMatchObject({
      status: "fail",
      reason: expect.stringContaining("is a no-go (errors rise)") as string,
    });
    await one.add({
      name: "go",
      by: "rita",
      sign: { ...sign, issued: "2026-11-21T09:50:00Z", claim: { what: "go or no-go", outcome: "go" } },
    });
    expect(one.judge("go-no-go").status).toBe("pass");
  });

  it("wants a decision of the last two hours, as the plan says", async () => {
    one = await GateCase.make({ pieces: (all) => all.filter(({ name }) => name === "decision") });
    expect(one.judge("go-no-go", { now: "2026-11-21T11:30:00Z" }).status).toBe("pass");
    expect(one.judge("go-no-go", { now: "2026-11-21T11:30:01Z" })).toMatchObject({
      status: "fail",
      reason: expect.stringContaining("is 2 hours 1 second old, must be at most 2 hours") as string,
    });
  });

  it("wants the role of the plan to decide", async () => {
    one = await GateCase.make({
      pieces: (all) => all.filter(({ name }) => name === "decision").map((piece) => ({ ...piece, by: "sam" })),
    });
    expect(one.judge("go-no-go")).toMatchObject({
      status: "fail",
      reason: expect.stringContaining("is signed by sam, must be signed by the role release-manager") as string,
    });
  });
});

const approvalOf = ({ subject: { system, stack, release } }: GateCase) => ({
  kind: "approval" as const,
  bound: { system, stack, phase: "canary", plan: release.planHash, release: release.id },
  artifacts: release.artifacts,
  issued: "2026-11-21T09:30:00Z",
});
