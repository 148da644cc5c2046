import { afterAll, beforeAll, it } from "vitest";
import { expectNothingLost, healthyApp, type HealthyApp } from "../../lab/load/healthy-app";

let app: HealthyApp;
beforeAll(async () => {
  app = await (await healthyApp())();
});
afterAll(() => void app.process.kill("SIGKILL"));

it("100,000 requests at 2,000 a second and 50 streams lose nothing, and the application counts the same", async () => {
  await expectNothingLost(app, 100_000);
});
