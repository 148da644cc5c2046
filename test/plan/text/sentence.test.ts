import { describe, expect, it } from "vitest";
import { command, hostAndPort, onTrouble, responseTime, secretReference, whenBlind } from "../../../plan/text/sentence";
import { read } from "./read";

describe("where a phase goes on trouble", () => {
  it.each([
    ["roll back", { kind: "roll-back" }],
    ["step down to canary", { kind: "step-down", to: "canary" }],
    ["step down", undefined],
    ["rollback", undefined],
  ])("reads %j as %j", (text, value) => expect(read(onTrouble, text)).toEqual(value));
});

describe("what happens when blind", () => {
  it.each([
    ["freeze for 10 minutes, then roll back", { freezeSeconds: 600, then: "roll-back" }],
    ["freeze for 1 hour, then stay frozen", { freezeSeconds: 3600, then: "stay-frozen" }],
    ["roll back", { freezeSeconds: 0, then: "roll-back" }],
    ["freeze", { freezeSeconds: 0, then: "stay-frozen" }],
    ["freeze for 0 minutes, then roll back", undefined],
    ["go on", undefined],
  ])("reads %j as %j", (text, value) => expect(read(whenBlind, text)).toEqual(value));
});

describe("an answer of those on call", () => {
  it.each([
    ["5 minutes", { kind: "within", seconds: 300 }],
    ["next business day", { kind: "next-business-day" }],
    ["tomorrow", undefined],
    ["0 minutes", undefined],
  ])("reads %j as %j", (text, value) => expect(read(responseTime, text)).toEqual(value));
});

describe("a command", () => {
  it.each([
    ["alembic downgrade -1", ["alembic", "downgrade", "-1"]],
    ["./migrate --to=head@2 a:b", ["./migrate", "--to=head@2", "a:b"]],
    ["rm -rf / ; true", undefined],
    ["echo $HOME", undefined],
    ["a | b", undefined],
    ["a  b", undefined],
    ["`id`", undefined],
    ["a".repeat(501), undefined],
  ])("reads %j as %j", (text, value) => expect(read(command, text)).toEqual(value));
});

describe("a host and a port", () => {
  it.each([
    ["api.example.org:443", { host: "api.example.org", port: 443 }],
    ["api.example.org", undefined],
    ["api.example.org:0", undefined],
    ["api.example.org:65536", undefined],
    ["https://api.example.org:443", undefined],
  ])("reads %j as %j", (text, value) => expect(read(hostAndPort, text)).toEqual(value));
});

describe("a reference to a secret", () => {
  it.each([
    ["proofile/database-url", { name: "proofile", key: "database-url" }],
    ["proofile", undefined],
    ["a/b/c", undefined],
    ["../x/y", undefined],
  ])("reads %j as %j", (text, value) => expect(read(secretReference, text)).toEqual(value));
});
