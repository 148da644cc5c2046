import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { bundleApp } from "../../../lab/app/bundle";
import { sampleImage } from "../../../lab/app/sample-image";
import { findImage } from "../../../lab/images/find-image";
import { registerImage } from "../../../lab/images/register-image";

const folder = mkdtempSync(join(tmpdir(), "sluice-image-"));

it("gives an image per version and service that starts as it is registered", async () => {
  const bundle = await bundleApp(folder);
  const reference = (version: string, service: string): string =>
    registerImage(join(folder, "images"), sampleImage({ bundle, system: "shop", service, version, tools: "3" }));
  const first = reference("1.0.0", "api");
  expect(first).toMatch(/^registry\.lab\/shop\/api@sha256:[0-9a-f]{64}$/);
  expect(reference("1.0.0", "api")).toBe(first);
  expect(new Set([first, reference("1.0.1", "api"), reference("1.0.0", "web")]).size).toBe(3);

  const image = findImage(join(folder, "images"), first);
  const child = spawn(image?.program ?? "", image?.args ?? [], { env: { ...image?.env, PORT: "0" } });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  child.kill("SIGKILL");
  expect(JSON.parse(line.toString())).toMatchObject({ system: "shop", service: "api", version: "1.0.0" });
});
