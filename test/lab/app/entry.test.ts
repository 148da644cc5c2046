import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { bundleApp } from "../../../lab/app/bundle";
import { writeFaultFile } from "../../../lab/app/fault-file";

const folder = mkdtempSync(join(tmpdir(), "sluice-bundle-"));
let program: string;
beforeAll(async () => {
  program = await bundleApp(folder);
});

const start = (environment: Record<string, string> = {}) =>
  spawn(process.execPath, [program], { env: { PORT: "0", LINGER: "0", DRAIN: "5", VERSION: "v7", ...environment } });

async function listening(child: ReturnType<typeof start>): Promise<string> {
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    const port = /listening on 127\.0\.0\.1:(\d+)/.exec(chunk.toString())?.[1];
    if (port !== undefined) return `http://127.0.0.1:${port}`;
  }
  throw new Error("ended before it listened");
}

describe("the bundle", () => {
  it("is one file, the same for the same source, also when several make it at once", async () => {
    const paths = await Promise.all(Array.from({ length: 5 }, () => bundleApp(folder)));
    expect(new Set([...paths, program])).toEqual(new Set([program]));
    expect(readdirSync(folder)).toHaveLength(1);
    expect(readdirSync(dirname(program))).toEqual(["app.cjs"]);
  });

  it("tells nothing of the machine that made it", () => {
    expect(readFileSync(program, "utf8")).not.toContain(process.cwd());
  });
});

describe("the process", () => {
  it.each(["SIGTERM", "SIGINT"] as const)("ends with 0 at %s", async (signal) => {
    const child = start();
    const url = await listening(child);
    expect((await fetch(url)).headers.get("x-version")).toBe("v7");
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("ends with 0 within its drain although a request hangs", async () => {
    const child = start({ DRAIN: "1" });
    const url = await listening(child);
    await fetch(`${url}/lab/fault`, { method: "POST", body: '{"latencyMs": 600000}' });
    const hanging = fetch(url).catch(() => "cut");
    await new Promise((resolve) => setTimeout(resolve, 200));
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(await hanging).toBe("cut");
  });

  it("crashes with 1 at every start while the control file says so", async () => {
    const faults = join(mkdtempSync(join(tmpdir(), "sluice-crash-")), "faults.json");
    writeFaultFile(faults, { v7: { crashAfterMs: 50 } });
    for (let starts = 0; starts < 2; starts += 1) {
      expect(await once(start({ LAB_FAULTS: faults }), "exit")).toEqual([1, null]);
    }
  });

  it("ends with 1 and says why when a setting is wrong or its port is taken", async () => {
    const wrong = start({ TOOLS: "none.json" });
    const [problem] = (await once(wrong.stderr, "data")) as [Buffer];
    expect(problem.toString()).toContain('environment "TOOLS": ');
    expect(await once(wrong, "exit")).toEqual([1, null]);
    const first = start();
    const second = start({ PORT: new URL(await listening(first)).port });
    expect(await once(second, "exit")).toEqual([1, null]);
    first.kill("SIGKILL");
  });
});
