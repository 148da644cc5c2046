import { describe, expect, it } from "vitest";
import { slsa } from "../../support/evidence/reports";
import { putAt, readAs, refusal } from "../../support/evidence/read-as";

const [a, b] = ["a".repeat(64), "b".repeat(64)];
const whole = slsa({ api: `sha256:${a}`, web: `sha256:${b}` }, "4be1d9c");
const build = {
  kind: "build",
  builder: "https://example.org/builder",
  repository: "git+https://example.org/shop@refs/heads/main",
  sourceRevision: "4be1d9c",
  digests: [`sha256:${a}`, `sha256:${b}`],
};
const finishedAt = "2026-11-21T08:00:00Z";
const dependencies = (...all: readonly unknown[]): unknown =>
  putAt(whole, "predicate.buildDefinition.resolvedDependencies", all);

describe("a SLSA provenance", () => {
  it.each<readonly [string, unknown, object]>([
    ["whole", whole, { ...build, finishedAt }],
    ["without a time", putAt(whole, "predicate.runDetails.metadata", {}), build],
    ["without metadata", putAt(whole, "predicate.runDetails.metadata", undefined), build],
    [
      "of a commit by its old name",
      dependencies({ uri: "x", digest: { sha1: "0ddba11" } }),
      { ...build, finishedAt, repository: "x", sourceRevision: "0ddba11" },
    ],
    [
      "of a commit by both names",
      dependencies({ uri: "x", digest: { sha1: "1", gitCommit: "2" } }),
      { ...build, finishedAt, repository: "x", sourceRevision: "2" },
    ],
    [
      "whose source is not its first dependency",
      dependencies({ uri: "tool" }, { uri: "base", digest: { sha256: a } }, { uri: "x", digest: { gitCommit: "1" } }),
      { ...build, finishedAt, repository: "x", sourceRevision: "1" },
    ],
    [
      "whose source has no address",
      dependencies({ digest: { gitCommit: "1" } }),
      { ...build, finishedAt, repository: "", sourceRevision: "1" },
    ],
  ])("is read: one %s", (_, content, value) => {
    expect(readAs("slsa", content)).toStrictEqual({ kind: "present", value });
  });

  it.each([
    ["_type", "x"],
    ["subject.0", {}],
    ["subject.0.digest", {}],
    ["predicateType", "https://slsa.dev/provenance/v0.2"],
    ["predicate", {}],
    ["predicate.buildDefinition", {}],
    ["predicate.buildDefinition.resolvedDependencies", []],
    ["predicate.buildDefinition.resolvedDependencies.0.uri", 1],
    ["predicate.buildDefinition.resolvedDependencies.0.digest", "4be1d9c"],
    ["predicate.runDetails", {}],
    ["predicate.runDetails.builder", {}],
    ["predicate.runDetails.builder.id", ""],
    ["predicate.runDetails.metadata.finishedOn", "yesterday"],
  ])("is refused with another %s, by its name", (path, value) => {
    expect(refusal("slsa", putAt(whole, path, value))).toMatch(new RegExp(`^${path.replaceAll(".", "\\.")}[^ ]*: `));
  });

  it.each([`${a}a`, `x${a}`, "a".repeat(63), "A".repeat(64)])("is refused with the digest %s", (sha256) => {
    expect(refusal("slsa", putAt(whole, "subject.1.digest.sha256", sha256))).toBe(
      "subject.1.digest.sha256: must be 64 lower-case hex digits",
    );
  });
});
