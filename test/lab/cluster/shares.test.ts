import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cacheFolder } from "../../../cli/cache-folder";
import { startLab, type Lab } from "../../../lab/cluster/lab";
import { deploySample } from "../../../lab/cluster/sample";
import { sample } from "../../../lab/cluster/sample-objects";
import { bundleLoad } from "../../../lab/load/bundle-load";
import type { LoadReport } from "../../../lab/load/load-report";

const requests = 2000;
const tolerancePoints = 1;

describe("weighted traffic in the lab", () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab();
    await deploySample(lab, () => undefined);
  });
  afterAll(() => lab.stop());

  it.each([
    ["a TraefikService whose weights Argo Rollouts has set", sample.traefikHost],
    ["an HTTPRoute with its weights written down", sample.gatewayHost],
  ])("reaches the versions 75 to 25 through %s, and loses nothing", async (router, host) => {
    const command = await bundleLoad(join(cacheFolder(), "lab-app"));
    const url = `http://${lab.edge.host}:${lab.edge.port}/`;
    const options = ["--host", host, "--rate", "400", "--count", `${requests}`];
    const { code, out, err } = await lab.run(process.execPath, [command, url, ...options]);
    expect(code, err).toBe(0);
    const report = JSON.parse(out) as LoadReport;
    const share = (version: string): number => (100 * (report.byVersion[version] ?? 0)) / requests;
    console.log(
      `${router}: ${JSON.stringify(report.byVersion)} of ${requests}, candidate ${share("2.0.0").toFixed(2)} %`,
    );
    expect(report.answered).toBe(requests);
    expect(report.lost).toEqual([]);
    expect(Math.abs(share("2.0.0") - 25)).toBeLessThanOrEqual(tolerancePoints);
    expect(Math.abs(share("1.0.0") - 75)).toBeLessThanOrEqual(tolerancePoints);
  });
});
