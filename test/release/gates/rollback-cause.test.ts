import { afterEach, describe, expect, it } from "vitest";
import { appendJournal } from "../../../evidence/append-journal";
import type { ToSign } from "../../../evidence/sign-evidence";
import type { GateCase } from "../../support/evidence/gate-case";
import { changed } from "../../support/evidence/gate-pieces";
import { commit } from "../../support/evidence/pieces";

let one: GateCase | undefined;
afterEach(() => one?.clean());

describe("after a rollback", () => {
  const at = "2026-11-21T09:00:00Z";
  const held = {
    release: "release-1",
    ceilingPercent: 0,
    reason: "error rate",
    at,
    artifacts: {},
    sourceRevision: "0ld50urce",
  };
  const rolledBack = async (): Promise<GateCase> => {
    one = await changed("staging", (piece) => [piece]);
    const { path, system, stack } = one.home.journal;
    await appendJournal({ path: `${one.root}/${path}`, system, stack }, [{ kind: "hold", ...held }], at);
    return one;
  };
  const cause = (claim: object, source = commit) => ({
    name: "cause",
    by: "rita",
    sign: {
      kind: "rollback-cause",
      bound: { system: "shop", source },
      artifacts: one?.subject.release.artifacts ?? {},
      issued: "2026-11-21T09:30:00Z",
      claim: { heldRelease: "release-1", heldAt: at, cause: "a lock", mendedBy: "no lock", ...claim },
    } as ToSign,
  });

  it("staging counts when it is newer than the rollback, and not when it is older", async () => {
    const judged = await rolledBack();
    expect(judged.judge("staging-since-rollback").status).toBe("pass");
    const late = { kind: "hold" as const, ...held, at: "2026-11-21T09:30:00Z" };
    await appendJournal(
      { ...judged.home.journal, path: `${judged.root}/${judged.home.journal.path}` },
      [late],
      late.at,
    );
    expect(judged.judge("staging-since-rollback").reason).toContain(
      "must be green after the rollback at 2026-11-21T09:30:00Z",
    );
  });

  it("the cause must be signed, be about that rollback, and be mended by another source", async () => {
    const judged = await rolledBack();
    expect(judged.judge("rollback-cause")).toMatchObject({
      status: "unknown",
      reason: 'cause of the rollback of "release-1": is absent',
    });
    await judged.add(cause({ heldAt: "2026-11-01T00:00:00Z" }));
    expect(judged.judge("rollback-cause").reason).toContain("must be about 2026-11-21T09:00:00Z");
    await judged.add({ ...cause({}, "0ld50urce"), name: "same" });
    expect(judged.judge("rollback-cause").status).toBe("fail");
  });

  it("passes with a signed cause from the source that was built", async () => {
    const judged = await rolledBack();
    await judged.add(cause({}));
    expect(judged.judge("rollback-cause").status).toBe("pass");
  });

  it("does not take a cause that names a source which was not built", async () => {
    const judged = await rolledBack();
    await judged.add(cause({}, "deadbee"));
    expect(judged.judge("rollback-cause").reason).toContain("is of the source deadbee, must be of 4be1d9c");
  });
});
