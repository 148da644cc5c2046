import { readFileSync } from "node:fs";
import { accessObjects } from "./access-objects";
import { applyObjects, readKubeconfig } from "./api-client";
import { baseObjects, gatewayClass } from "./base-objects";
import { keyFiles } from "./credentials";
import { readSettings } from "./lab-settings";
import { apiServer } from "./network";
import { untilOk } from "./ready-check";
import { applyDefinitions } from "./resource-definitions";
import { runFolder } from "./run-folder";

const apiServerLimitSeconds = 120;

/** Runs inside the lab: as soon as the API server is ready, creates what every lab holds before its controllers start. */
async function createObjects(path: string): Promise<void> {
  const folder = runFolder(path);
  const { definitions } = readSettings(folder.settings);
  const authority = readFileSync(keyFiles(folder).authority, "utf8");
  const begun = Date.now();
  const say = (line: string): void =>
    void process.stdout.write(`${((Date.now() - begun) / 1000).toFixed(2)} s ${line}\n`);
  await untilOk(`${apiServer}/readyz`, { authority, limitSeconds: apiServerLimitSeconds, failure: () => undefined });
  say("API server is ready");
  const admin = readKubeconfig(folder.kubeconfigOf("admin"));
  await Promise.all([
    applyDefinitions(admin, definitions).then(() => say("definitions are served")),
    applyObjects(admin, [...accessObjects(), ...baseObjects()]).then(() => say("access rules stand")),
  ]);
  await applyObjects(admin, [gatewayClass()]);
  say("gateway class stands");
}

void createObjects(process.argv[2] ?? "");
