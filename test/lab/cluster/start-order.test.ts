import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { startInOrder, type StartStep } from "../../../lab/cluster/start-order";

const log: string[] = [];
const step = (name: string, after: string[], ms = 1, fails = false): StartStep => ({
  name,
  after,
  start: async () => {
    log.push(`${name} begins`);
    await sleep(ms);
    if (fails) throw new Error(`${name} failed`);
    log.push(`${name} is up`);
  },
});

describe("the start order", () => {
  it("starts at once what waits for nothing, and the rest as soon as all before it is up", async () => {
    log.length = 0;
    await startInOrder([step("late", ["slow", "quick"]), step("slow", [], 30), step("quick", [])]);
    expect(log).toEqual(["slow begins", "quick begins", "quick is up", "slow is up", "late begins", "late is up"]);
  });

  it("starts each step once, however many wait for it", async () => {
    log.length = 0;
    await startInOrder([step("a", ["base"]), step("b", ["base"]), step("base", [])]);
    expect(log.filter((line) => line === "base begins")).toHaveLength(1);
  });

  it("fails with the step that failed and starts nothing that waits for it", async () => {
    log.length = 0;
    await expect(startInOrder([step("bad", [], 1, true), step("later", ["bad"])])).rejects.toThrow("bad failed");
    expect(log).toEqual(["bad begins"]);
  });

  it.each<[string, StartStep[], string]>([
    ["an unknown step", [step("a", ["nobody"])], 'step "a": waits for "nobody", which is no step'],
    ["itself", [step("a", ["b"]), step("b", ["a"])], 'step "a": waits for itself, by way of a, b'],
  ])("refuses a step that waits for %s", async (_what, steps, message) => {
    await expect(startInOrder(steps)).rejects.toThrow(message);
  });
});
