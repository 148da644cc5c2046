import { describe, expect, it } from "vitest";
import type { GateQuestion } from "../../../release/gates/gate-question";
import { signCommand } from "../../../release/gates/sign-command";

const question = { subject: { stack: "production", phase: "canary" } } as GateQuestion;

describe("the command that brings evidence", () => {
  it("signs a kind for the stack and the phase, with what is claimed", () => {
    expect(signCommand("backup", question, { store: "orders" })).toBe(
      "npx sluice sign backup --stack production --phase canary --claim store=orders --key <yours>",
    );
    expect(signCommand("configuration", question)).toBe(
      "npx sluice sign configuration --stack production --phase canary --key <yours>",
    );
  });

  it("names the report that a kind rests on", () => {
    expect(signCommand("tests", question, { suite: "tools" })).toBe(
      "npx sluice sign tests --stack production --phase canary --claim suite=tools --report <file> --key <yours>",
    );
  });

  it("approves by a command of its own", () => {
    expect(signCommand("approval", question, { role: "security" })).toBe(
      "npx sluice approve --stack production --phase canary --role security --key <yours>",
    );
  });

  it("is about another stack where the evidence was made on one", () => {
    expect(signCommand("staging", question, { outcome: "green" }, "staging")).toBe(
      "npx sluice sign staging --stack production --about-stack staging --claim outcome=green --key <yours>",
    );
  });

  it.each([
    ["https://example.org:80/a_b-c+d@e.f", "https://example.org:80/a_b-c+d@e.f"],
    ["end to end", "'end to end'"],
    ["it's; rm", `'it'\\''s; rm'`],
    ["a'b'c", `'a'\\''b'\\''c'`],
    ["$HOME", "'$HOME'"],
    ["", "''"],
    [" a", "' a'"],
    ["a ", "'a '"],
  ])("writes the word %s for a shell", (word, written) => {
    expect(signCommand("tests", question, { suite: word })).toContain(`--claim suite=${written} --report`);
  });
});
