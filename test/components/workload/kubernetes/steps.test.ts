import { expect, it } from "vitest";
import { endlessSeconds, steps } from "../../../../components/workload/kubernetes/steps";
import { share } from "../../../support/shop";

const pause = { pause: { duration: expect.stringMatching(/^3\d{8}s$|^4\d{8}s$/) as string } };

it.each([
  [
    "prepares a candidate of one pod at 0",
    { targetPercent: 0 },
    [{ setWeight: 0 }, { setCanaryScale: { replicas: 1 } }, pause],
  ],
  ["goes straight to the share of the first phase", {}, [{ setWeight: 5 }, pause]],
  [
    "begins with the share that it has",
    { previousPercent: 5, targetPercent: 25 },
    [{ setWeight: 5 }, { setWeight: 25 }, pause],
  ],
  ["steps down the same way", { previousPercent: 25, targetPercent: 5 }, [{ setWeight: 25 }, { setWeight: 5 }, pause]],
  [
    "stays at everything until it completes",
    { previousPercent: 25, targetPercent: 100 },
    [{ setWeight: 25 }, { setWeight: 100 }, pause],
  ],
  [
    "completes without a pause",
    { previousPercent: 100, targetPercent: 100, way: "completes" as const },
    [{ setWeight: 100 }, { setWeight: 100 }],
  ],
  ["goes back to an older release at once", { targetPercent: 100, way: "completes" as const }, [{ setWeight: 100 }]],
])("%s", (_what, change, expected) => {
  expect(steps({ ...share, ...change })).toEqual(expected);
});

const durationOf = (release: string, phase: string): number => {
  const last = steps({ ...share, release, phase }).at(-1);
  return last && "pause" in last ? Number.parseInt(last.pause.duration ?? "", 10) : Number.NaN;
};

it("gives every release and every phase its own pause, and always the same", () => {
  const releases = Array.from({ length: 200 }, (_, index) => `r${String(index)}`);
  const durations = releases.flatMap((release) =>
    ["prepare", "canary", "full"].map((phase) => durationOf(release, phase)),
  );
  expect(new Set(durations).size).toBe(600);
  expect(durationOf("r1", "canary")).toBe(durationOf("r1", "canary"));
});

it("keeps every pause endless and below the 2^31 seconds that Argo counts to", () => {
  const all = Array.from({ length: 2000 }, (_, index) => durationOf(`r${String(index)}`, "canary"));
  expect(Math.min(...all)).toBeGreaterThanOrEqual(endlessSeconds);
  expect(Math.max(...all)).toBeLessThan(2 ** 31);
});
