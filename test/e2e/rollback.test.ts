import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rollbackDrivers, type RolledBack } from "../../cli/rollback/driver";
import { place, services } from "../support/shop";
import { holdPath, setHold, until } from "../support/shop-cluster";
import { startReleasedShop, type ReleasedShop } from "../support/released-shop";

/* The real controller, router and pods, and on-call with no more rights than the roles of the stack give. */
let shop: ReleasedShop;
let folder: string;

beforeAll(async () => {
  shop = await startReleasedShop([{ kind: "User", name: "oncall" }]);
  folder = mkdtempSync(join(tmpdir(), "sluice-on-call-"));
  const path = join(folder, "kubeconfig");
  writeFileSync(path, (await shop.lab.connect("oncall")).exportConfig(), { mode: 0o600 });
  process.env["KUBECONFIG"] = path;
});
afterAll(async () => {
  delete process.env["KUBECONFIG"];
  rmSync(folder, { recursive: true, force: true });
  await shop.lab.stop();
});

const rollBack = (names = services.map(({ name }) => name)): Promise<RolledBack> =>
  rollbackDrivers.kubernetes({
    place: { ...place, stack: "production", services: names, router: "traefik" },
    reason: "errors rise (by anna)",
    at: `${new Date().toISOString().slice(0, 19)}Z`,
  });
const nobody = services.map(({ name: service }) => ({ service, percent: 0, problems: [] }));
const held = async (): Promise<unknown> => {
  const { ceilingPercent, reason } = (await shop.api.call("GET", holdPath)).body.spec;
  return { ceilingPercent, reason };
};

describe("sluice rollback", () => {
  it("changes nothing where there is no candidate", async () => {
    await shop.release({ release: "r1", phase: "bootstrap", targetPercent: 0, way: "bootstraps" });
    await setHold(shop.api, 100);
    const before = await held();
    expect((await rollBack()).hold).toBe("not needed");
    expect(await held()).toEqual(before);
  });

  it("takes every service to 0 and holds it there, with the rights of on-call", async () => {
    await shop.release({ release: "r2", phase: "prepare", targetPercent: 0 });
    await shop.release({ release: "r2", phase: "canary", targetPercent: 5 });
    expect(await shop.weights()).toEqual([5, 5]);
    const { hold, services: taken } = await rollBack();
    expect([hold, taken]).toEqual(["written", nobody]);
    expect(await shop.weights()).toEqual([0, 0]);
    expect(await held()).toEqual({ ceilingPercent: 0, reason: "errors rise (by anna)" });
  });

  it("may be run again, and leaves the hold the time that it has", async () => {
    const before = (await shop.api.call("GET", holdPath)).body.spec.at;
    expect(await rollBack()).toEqual({ hold: "held already", services: nobody });
    expect((await shop.api.call("GET", holdPath)).body.spec.at).toBe(before);
  });

  it("lets nothing up again, and gives on-call no way to lift the hold", async () => {
    const lift = { spec: { ceilingPercent: 100, reason: "nothing", at: "2099-01-01T00:00:00Z" } };
    const answer = await shop.api.merge(holdPath, lift, { as: { user: "oncall", groups: ["system:authenticated"] } });
    expect([answer.code, answer.body.message]).toEqual([403, expect.stringContaining("may be raised from 0 percent")]);
    await shop.release({ release: "r3", phase: "prepare", targetPercent: 0 });
    await expect(shop.release({ release: "r3", phase: "canary", targetPercent: 5 })).rejects.toThrow(
      "above the ceiling of 0 percent",
    );
  });

  it("goes on when the hold cannot be written, and says so", async () => {
    await setHold(shop.api, 100);
    await shop.release({ release: "r3", phase: "canary", targetPercent: 5 });
    const path = "/apis/rbac.authorization.k8s.io/v1/namespaces/shop-production/roles/sluice-on-call";
    const { rules } = (await shop.api.call("GET", path)).body;
    const without = rules.filter(({ apiGroups }: { apiGroups: string[] }) => !apiGroups.includes("sluice.dev"));
    await shop.api.merge(path, { rules: without });
    await until(async () => (await rollBack([])).hold.includes("403"));
    expect(await shop.weights()).toEqual([0, 0]);
    await shop.api.merge(path, { rules });
  });
});
