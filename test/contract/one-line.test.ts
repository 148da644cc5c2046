import { expect, it } from "vitest";
import { oneLine } from "../../contract/one-line";

it.each([
  ["an error", new Error("no route\n  to host"), "no route to host"],
  ["an error that says nothing", new AggregateError([]), "no reason given"],
  ["something else that was thrown", "a\tb", "a b"],
  ["a long one", new Error("x".repeat(300)), "x".repeat(200)],
])("says %s in one short line", (_what, error, line) => {
  expect(oneLine(error)).toBe(line);
});
