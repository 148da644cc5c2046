import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildArguments, buildKey } from "../../../lab/toolchain/build-key";
import { modulesFolder, recipes } from "../../../lab/toolchain/recipes";

const go = { version: "go1.26.8", system: "linux", processor: "amd64", variants: {} };
let modules: string;

beforeEach(() => {
  modules = mkdtempSync(join(tmpdir(), "sluice-modules-"));
  cpSync(modulesFolder, modules, { recursive: true });
});
afterEach(() => {
  rmSync(modules, { recursive: true });
});

describe("the content key", () => {
  const key = (): string => buildKey(recipes["pulumi-language-nodejs"], go, modules);

  it("is the same for the same content, wherever it stands", () => {
    expect(key()).toBe(buildKey(recipes["pulumi-language-nodejs"], go));
    expect(key()).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ["a source", "pulumi/language-host/main.go"],
    ["a requirement", "pulumi/go.mod"],
    ["a sum", "pulumi/go.sum"],
  ])("changes with %s", (_what, file) => {
    const before = key();
    appendFileSync(join(modules, file), "\n");
    expect(key()).not.toBe(before);
  });

  it("changes with a new file, but not with a test", () => {
    const before = key();
    writeFileSync(join(modules, "pulumi/language-host/own_test.go"), "package main");
    expect(key()).toBe(before);
    writeFileSync(join(modules, "pulumi/language-host/own.go"), "package main");
    expect(key()).not.toBe(before);
  });

  it.each([
    ["compiler", { version: "go1.26.9" }],
    ["system", { system: "darwin" }],
    ["processor", { processor: "arm64" }],
    ["variant", { variants: { GOAMD64: "v3" } }],
  ])("changes with the %s", (_what, other) => {
    expect(buildKey(recipes["pulumi-language-nodejs"], { ...go, ...other }, modules)).not.toBe(key());
  });

  it("of Pulumi does not change with the language host, which stands in the same module", () => {
    const before = buildKey(recipes.pulumi, go, modules);
    appendFileSync(join(modules, "pulumi/language-host/main.go"), "\n");
    expect(buildKey(recipes.pulumi, go, modules)).toBe(before);
  });
});

describe("the build arguments", () => {
  it("report to Kubernetes clients the version that go.mod requires", () => {
    expect(buildArguments(recipes.kube, "out").join(" ")).toContain(
      "-X k8s.io/component-base/version.gitVersion=v1.36.3 -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=36",
    );
  });

  it("give Pulumi its tags and version", () => {
    expect(buildArguments(recipes.pulumi, "out")).toEqual([
      "build",
      "-trimpath",
      "-buildvcs=false",
      "-tags",
      "osusergo,grpcnotrace",
      "-ldflags",
      "-w -s -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.259.0",
      "-o",
      "out",
      "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    ]);
  });

  it("let the provider report the commit that it is", () => {
    expect(buildArguments(recipes["pulumi-resource-kubernetes"], "out").join(" ")).toContain(
      "-X main.version=4.24.1-alpha.20260115+f47bc2d",
    );
  });
});
