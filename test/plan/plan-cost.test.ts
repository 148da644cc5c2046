import { afterAll, describe, expect, it } from "vitest";
import { readPlan } from "../../plan/read-plan";
import { CountedWork } from "./counted-work";
import { planText } from "./written-example";

const limitBytes = 256 * 1024;
/** As often as it fits into the largest text that is read. */
const filled = (line: (at: number) => string): string => {
  const lines: string[] = [];
  for (let size = 0, at = 0; size < limitBytes - 4000; at += 1) {
    const next = line(at);
    lines.push(next);
    size += next.length + 1;
  }
  return `${lines.join("\n")}\n`;
};

/** The costliest of these texts takes half of it. A cost that grows with the square of the lines takes more. */
const mostBlocksPerByte = 500;

const work = new CountedWork();

describe("a text of the largest size is read in a bounded number of steps, whatever it holds", () => {
  afterAll(() => {
    work.end();
  });

  it.each([
    ["unknown keys", filled((at) => `key${at}: 1`)],
    ["one key again and again", filled(() => "system: a")],
    ["unknown keys of a phase", `${planText()}extra:\n${filled((at) => `  k${at}: 1`)}`],
    ["services", `services:\n${filled((at) => `  - {name: s${at}, port: 1, health: /, calls: [x${at}]}`)}`],
    ["phases", `phases:\n${filled((at) => `  - {name: p${at}, traffic: 5 %, on trouble: step down to q${at}}`)}`],
    ["alerts", `alerts:\n${filled(() => "  - {metric: CPU, warn: above 80 %, page: above 70 %}")}`],
    ["triggers", `roll back when:\n${filled((at) => `  - metric ${at} above 2 %`)}`],
    ["limits", `targets:\n${filled((at) => `  metric ${at}: below 2 %`)}`],
    ["variables", `services:\n  - environment:\n${filled((at) => `      V${at}: 1`)}`],
    ["aliases", `a: &a [x]\n${filled((at) => `b${at}: *a`)}`],
    ["one long text", `description: ${"a".repeat(limitBytes - 100)}`],
    ["texts that nearly begin like tokens", `documents:\n${filled(() => `  - ${"eyJ-".repeat(900)}`)}`],
    ["texts that nearly begin like addresses", `documents:\n${filled(() => `  - ${"a".repeat(3900)}`)}`],
    ["one long key", `${"a".repeat(limitBytes - 100)}: b`],
    ["one long text without an end", `description: "${"\\x".repeat(limitBytes / 2 - 100)}`],
    ["brackets", "[".repeat(limitBytes)],
    ["dashes", "- ".repeat(limitBytes / 2)],
    ["commas", `[${",".repeat(limitBytes - 1)}`],
    ["quotes", '"'.repeat(limitBytes)],
  ])("%s", (_, text) => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limitBytes);
    const blocks = work.of(() => {
      expect(readPlan(text).kind).toBe("invalid");
    });
    // Every character is looked at: far less would mean that it was not counted.
    expect(blocks).toBeGreaterThan(limitBytes);
    expect(blocks / limitBytes).toBeLessThan(mostBlocksPerByte);
  });
});
