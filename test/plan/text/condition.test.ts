import { describe, expect, it } from "vitest";
import { condition, limitText, trigger } from "../../../plan/text/condition";
import { read } from "./read";

const percent = (operator: string, value: number, rest: object = {}): object => ({
  operator,
  value,
  unit: "percent",
  ...rest,
});

describe("a threshold", () => {
  it.each([
    ["above 1 %", percent("above", 1)],
    ["below 0.5%", percent("below", 0.5)],
    ["at most 0 %", percent("at-most", 0)],
    ["at least 95 %", percent("at-least", 95)],
    ["above 2 % for 5 minutes", percent("above", 2, { forSeconds: 300 })],
    ["above 85 % within 1 hour", percent("above", 85, { withinSeconds: 3600 })],
    ["above 85 % for 5 minutes within 1 hour", percent("above", 85, { forSeconds: 300, withinSeconds: 3600 })],
    ["above 1000 ms", { operator: "above", value: 1, unit: "seconds" }],
    ["above 1 s", { operator: "above", value: 1, unit: "seconds" }],
    ["below 0 s", { operator: "below", value: 0, unit: "seconds" }],
    ["below 50", { operator: "below", value: 50, unit: "number" }],
    ["below 0.1", { operator: "below", value: 0.1, unit: "number" }],
    ["above 10 a minute", { operator: "above", value: 10, unit: "per-minute" }],
    ["above 10 MB a second", { operator: "above", value: 10_000_000, unit: "bytes-per-second" }],
    ["grows 2 % an hour", { operator: "grows", value: 2, unit: "percent-per-hour" }],
    ["grows 2 % an hour for 3 hours", { operator: "grows", value: 2, unit: "percent-per-hour", forSeconds: 10_800 }],
    ["45 of 45", { operator: "at-least", value: 45, unit: "number", outOf: 45 }],
    ["none", { operator: "at-most", value: 0, unit: "number" }],
    ["46 of 45", undefined],
    ["0 of 0", undefined],
    ["over 2 %", undefined],
    ["above", undefined],
    ["above -1 %", undefined],
    ["above 2 % for 0 minutes", undefined],
    ["above 2 % for ever", undefined],
    ["above 2 % within 0 minutes", undefined],
    ["above 2 %  for 5 minutes", undefined],
    ["within 10 % of staging", undefined],
  ])("reads %j as %j", (text, value) => expect(read(condition, text)).toEqual(value));
});

describe("a limit", () => {
  it.each([
    ["below 0.5 %", { kind: "threshold", ...percent("below", 0.5) }],
    ["within 10 % of staging", { kind: "comparison", withinPercent: 10, baseline: "staging" }],
    ["within 5% of stable", { kind: "comparison", withinPercent: 5, baseline: "stable" }],
    ["within 10 % of production", undefined],
  ])("reads %j as %j", (text, value) => expect(read(limitText, text)).toEqual(value));
});

describe("a sentence of trouble", () => {
  it.each([
    ["error rate above 2 % for 5 minutes", { metric: "error rate", ...percent("above", 2, { forSeconds: 300 }) }],
    ["any tool failure rate above 50 %", { metric: "tool failure rate", ...percent("above", 50) }],
    [
      "average response time above 2000 ms for 3 minutes",
      { metric: "mean response time", operator: "above", value: 2, unit: "seconds", forSeconds: 180 },
    ],
    ["p95 response time above 1 s", { metric: "p95 response time", operator: "above", value: 1, unit: "seconds" }],
    ["cpu usage above 85 %", { metric: "CPU", ...percent("above", 85) }],
    ["memory grows 2 % an hour", { metric: "memory", operator: "grows", value: 2, unit: "percent-per-hour" }],
    ["retrieval success rate below 90 %", { metric: "retrieval success rate", ...percent("below", 90) }],
    ["error rate", undefined],
    ["above 2 %", undefined],
    ["error rate above 2 % or so", undefined],
  ])("reads %j as %j", (text, value) => expect(read(trigger, text)).toEqual(value));
});
