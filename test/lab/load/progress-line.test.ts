import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { progressLine } from "../../../lab/load/progress-line";

it("writes over one line", () => {
  const terminal = new PassThrough();
  const write = progressLine(terminal);
  const progress = { planned: 100, sent: 40, answered: 37, faults: 1, lost: 0, inFlight: 2, elapsedSeconds: 1.25 };
  write(progress);
  write({ ...progress, sent: 41 });
  const text = String(terminal.read());
  expect(text).toContain("40/100 sent  37 answered  1 faults  0 lost  2 open");
  expect(text).toContain("41/100 sent");
  expect(text).not.toContain("\n");
});
