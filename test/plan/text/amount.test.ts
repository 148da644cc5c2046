import { describe, expect, it } from "vitest";
import { bytes, millicores, percent, trafficShare } from "../../../plan/text/amount";
import { read } from "./read";

describe("a share of traffic", () => {
  it.each([
    ["5 %", 5],
    ["5%", 5],
    ["0.5 %", 0.5],
    ["33.3 %", 33.3],
    ["100 %", 100],
    ["0 %", undefined],
    ["100.1 %", undefined],
    ["-5 %", undefined],
    ["5", undefined],
    ["5 percent", undefined],
    ["1e1 %", undefined],
    [" 5 %", undefined],
    ["5 %\n", undefined],
  ])("reads %j as %j", (text, value) => expect(read(trafficShare, text)).toBe(value));
});

describe("a percentage", () => {
  it.each([
    ["0 %", 0],
    ["99.9 %", 99.9],
    ["101 %", undefined],
  ])("reads %j as %j", (text, value) => expect(read(percent, text)).toBe(value));
});

describe("an amount of memory", () => {
  it.each([
    ["512 MiB", 536_870_912],
    ["1.5 GiB", 1_610_612_736],
    ["500 MB", 500_000_000],
    ["1 KB", 1000],
    ["512", undefined],
    ["512 mb", undefined],
    ["0 MiB", undefined],
    ["0.0001 KB", undefined],
    ["9999999 GiB", undefined],
  ])("reads %j as %j bytes", (text, value) => expect(read(bytes, text)).toBe(value));
});

describe("processor time", () => {
  it.each([
    ["500 millicores", 500],
    ["2 cores", 2000],
    ["1 core", 1000],
    ["0.25 cores", 250],
    ["0.5 millicores", undefined],
    ["2000 cores", undefined],
    ["500m", undefined],
  ])("reads %j as %j millicores", (text, value) => expect(read(millicores, text)).toBe(value));
});
