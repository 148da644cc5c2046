import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { main } from "../../../cli/main";
import { everyGatePlan, everyGatePlanText } from "./every-gate-plan";
import { cast, type Cast } from "./people";
import { shopRelease } from "./pieces";

/** A Pulumi project on disk with a plan, a trust and settings of one stack, and private keys beside it. */
export interface TestProject {
  readonly root: string;
  /** Folder of private keys, outside of the project. */
  readonly keys: string;
  readonly cast: Cast;
  readonly planHash: string;
  /** Runs `sluice` in this process. */
  readonly sluice: (
    ...words: readonly string[]
  ) => Promise<{ readonly out: string; readonly err: string; readonly code: number }>;
  readonly clean: () => void;
}

/** Makes a project whose stack `production` asks for the canary. */
export function testProject(): TestProject {
  const base = mkdtempSync(join(tmpdir(), "sluice-project-"));
  const root = join(base, "project");
  const keys = join(base, "keys");
  mkdirSync(root);
  mkdirSync(keys, { mode: 0o700 });
  const made = cast();
  const { hash } = everyGatePlan();
  for (const { id, privateKey } of Object.values(made.keys)) {
    writeFileSync(join(keys, `${id}.pem`), privateKey.export({ format: "pem", type: "pkcs8" }), { mode: 0o600 });
  }
  const artifacts = Object.entries(shopRelease(hash).artifacts).map(
    ([service, digest]) => `      ${service}: registry.example/${service}@${digest}`,
  );
  writeFileSync(join(root, "plan.yaml"), everyGatePlanText);
  writeFileSync(join(root, "trust.yaml"), made.trustText);
  writeFileSync(
    join(root, "Pulumi.production.yaml"),
    [
      "config:",
      "  sluice:platform: kubernetes",
      "  sluice:phase: canary",
      "  sluice:release:",
      "    artifacts:",
      ...artifacts,
      "  sluice:hosts: { web: [shop.example.com] }",
      "  sluice:lifters: [{ kind: User, name: pipeline }]",
      "",
    ].join("\n"),
  );
  return {
    root,
    keys,
    cast: made,
    planHash: hash,
    sluice: (...words) => inProcess(words),
    clean: () => rmSync(base, { recursive: true, force: true }),
  };
}

async function inProcess(words: readonly string[]): Promise<{ out: string; err: string; code: number }> {
  const out: string[] = [];
  const err: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line: string) => void out.push(line));
  const error = vi.spyOn(console, "error").mockImplementation((line: string) => void err.push(line));
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await main(words);
    return { out: out.join("\n"), err: err.join("\n"), code: Number(process.exitCode) };
  } finally {
    process.exitCode = before;
    log.mockRestore();
    error.mockRestore();
  }
}
