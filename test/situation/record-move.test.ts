import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { chooseStack, stackInputs } from "../../cli/stack-config";
import { parseChain } from "../../evidence/journal-chain";
import type { Recorded } from "../../evidence/journal-entry";
import { pastTrustPath } from "../../evidence/trust-change";
import { absent, present } from "../../release/known";
import type { AllowedMove, MoveKind } from "../../release/move";
import type { Progress } from "../../release/progress";
import { assess, journalPath, type Assessment } from "../../situation/assess";
import { recordMove, recordStanding } from "../../situation/record-move";
import { releaseOf } from "../../situation/release-of";
import { testProject } from "../support/evidence/project";

/* No cluster is read here: progress and hold are given as its reader would. */
let bare: Assessment;
let path: string;

beforeEach(async () => {
  const inputs = stackInputs(chooseStack(testProject().root, undefined));
  bare = await assess({ inputs, release: releaseOf(inputs) });
  path = join(inputs.root, journalPath(inputs));
});

const at = "2026-11-21T10:00:00Z";
const withId = (id: string): Progress["release"] => ({ ...bare.situation.asked.release, id });
const standing = (change: Partial<Progress> = {}, hold?: number): Assessment => {
  const progress: Progress = {
    ...{ schema: 1, system: "shop", stack: "production", release: withId("r1"), stable: withId("r1") },
    ...{ phase: "bootstrap", sharePercent: 100, profile: "normal", since: at, completed: [withId("r1")] },
    ...{ completedAt: at, trustHash: bare.inputs.trustHash, journalHead: "" },
    ...change,
  };
  const held = { release: progress.release.id, ceilingPercent: hold ?? 100, reason: "errors", at };
  return { ...bare, situation: { ...bare.situation, progress: present(progress), hold: present(held) } };
};
const move = (kind: MoveKind): AllowedMove => ({
  ...{ kind, from: "prepare", to: "canary", previousPercent: 0, targetPercent: 5, sharePercent: 5 },
  ...{ startsRelease: false, pointOfNoReturn: false, notes: [] },
});
const recorded = (): readonly Recorded[] => {
  const chain = parseChain(readFileSync(path));
  if (chain.kind !== "present") throw new Error(JSON.stringify(chain));
  return chain.value.map(({ entry }) => entry.recorded);
};
const transitions = (): unknown[] =>
  recorded().flatMap((one) => (one.kind === "transition" ? [[one.move, one.release, one.from, one.to]] : []));

describe("what stands", () => {
  it("is recorded once, each place with the way that led to it", async () => {
    await recordStanding(standing());
    await recordStanding(standing());
    await recordStanding(standing({ release: withId("r2"), phase: "prepare", sharePercent: 0 }));
    await recordStanding(standing({ release: withId("r2"), phase: "full", sharePercent: 100 }));
    await recordStanding(standing({ release: withId("r2"), phase: "canary", sharePercent: 5 }));
    await recordStanding(standing({ phase: "complete" }));
    expect(transitions()).toEqual([
      ["bootstrap", "r1", "nothing", "bootstrap"],
      ["up", "r2", "bootstrap", "prepare"],
      ["up", "r2", "prepare", "full"],
      ["down", "r2", "full", "canary"],
      ["return", "r1", "canary", "complete"],
    ]);
  });

  it("holds a live hold with the artifacts that it is on, and no open one", async () => {
    await recordStanding(standing({}, 100));
    await recordStanding(standing({}, 0));
    expect(recorded().filter(({ kind }) => kind === "hold")).toEqual([
      {
        ...{ kind: "hold", release: "r1", ceilingPercent: 0, reason: "errors", at },
        artifacts: bare.situation.asked.release.artifacts,
      },
    ]);
  });

  it("is nothing before the bootstrap, and opens no journal", async () => {
    const nothing = { ...bare.situation, progress: absent, hold: absent };
    expect(await recordStanding({ ...bare, situation: nothing })).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });
});

describe("a move", () => {
  it("upwards is recorded with every verdict, and with the trust that it was judged by", async () => {
    const judged = { ...standing(), verdicts: [{ gate: "approvals", status: "pass", reason: "2 of 2" }] as const };
    expect(await recordMove(judged, move("up"))).toBe(undefined);
    expect(recorded().at(-1)).toMatchObject({ kind: "verdict", gate: "approvals", status: "pass", reason: "2 of 2" });
    const { root, settings, trustHash } = bare.inputs;
    const kept = readFileSync(join(root, pastTrustPath(settings.evidence, trustHash)), "utf8");
    expect(kept).toBe(readFileSync(join(root, settings.trust), "utf8"));
  });

  it("upwards stops where the journal is broken, and where the trust has changed meanwhile", async () => {
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, "not a journal");
    await expect(recordMove(standing(), move("up"))).rejects.toThrow("ends in the middle of an entry");
    rmSync(path);
    const changed = { ...standing(), inputs: { ...bare.inputs, trustHash: `v1:${"0".repeat(64)}` } };
    await expect(recordMove(changed, move("up"))).rejects.toThrow("has changed while it was judged");
    expect(existsSync(path)).toBe(false);
  });

  it("downwards goes on, and says that nothing was recorded", async () => {
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, "not a journal");
    for (const kind of ["down", "return", "stay"] as const)
      expect(await recordMove(standing(), move(kind))).toContain("nothing was recorded: journal");
    expect(readFileSync(path, "utf8")).toBe("not a journal");
  });
});
