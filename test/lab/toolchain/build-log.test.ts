import { describe, expect, it } from "vitest";
import { buildLog } from "../../../lab/toolchain/build-log";
import type { BuildProgress } from "../../../lab/toolchain/build-progress";

const progress = (change: Partial<BuildProgress>): BuildProgress => ({
  step: 2,
  steps: 8,
  program: "kube",
  state: "building",
  elapsedSeconds: 0,
  expectedSeconds: 238,
  ...change,
});

function written(isTTY: boolean, reports: readonly BuildProgress[], columns = 80): string {
  let text = "";
  const log = buildLog({ isTTY, columns, write: (part: string) => (text += part) });
  for (const report of reports) log(report);
  return text;
}

const seconds = (count: number): readonly BuildProgress[] =>
  Array.from({ length: count }, (_unused, elapsedSeconds) =>
    progress({ elapsedSeconds, state: elapsedSeconds % 2 === 0 ? "building" : "downloading" }),
  );

describe("on a pipe", () => {
  it("a step has a line at its start, every 10 s, and at its end", () => {
    expect(written(false, [...seconds(25), progress({ state: "done", elapsedSeconds: 84 })])).toBe(
      "[2/8] kube: building, 0 s of about 3 min 58 s\n" +
        "[2/8] kube: building, 10 s of about 3 min 58 s\n" +
        "[2/8] kube: building, 20 s of about 3 min 58 s\n" +
        "[2/8] kube: ready after 1 min 24 s\n",
    );
  });

  it("waiting for another run is told at once", () => {
    expect(written(false, [progress({}), progress({ state: "waiting", elapsedSeconds: 1 })])).toContain(
      "[2/8] kube: waiting for another run that makes it, 1 s of about 3 min 58 s\n",
    );
  });

  it("what was ready already is not mentioned", () => {
    expect(written(false, [progress({ state: "ready" })])).toBe("");
  });

  it("what cannot be had is told with the reason", () => {
    expect(written(false, [progress({ state: "skipped", note: "no network, so they are built" })])).toBe(
      "[2/8] kube: no network, so they are built\n",
    );
  });
});

describe("on a terminal", () => {
  it("one line is rewritten each second and stays at the end", () => {
    expect(written(true, [...seconds(2), progress({ state: "done", elapsedSeconds: 2 })])).toBe(
      "\r\u001B[K[2/8] kube: building, 0 s of about 3 min 58 s" +
        "\r\u001B[K[2/8] kube: downloading, 1 s of about 3 min 58 s" +
        "\r\u001B[K[2/8] kube: ready after 2 s\n",
    );
  });

  it("the line never wraps", () => {
    const lines = written(true, seconds(3), 30).split("\r\u001B[K").slice(1);
    expect(lines.map((line) => line.length)).toEqual([29, 29, 29]);
  });
});
