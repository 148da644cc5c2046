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
  await untilOk(`${apiServer}/readyz`, { authority, limitSeconds: apiServerLimitSeconds, failure: () => undefined });
  const admin = readKubeconfig(folder.kubeconfigOf("admin"));
  await Promise.all([
    applyDefinitions(admin, definitions),
    applyObjects(admin, [...accessObjects(), ...baseObjects()]),
  ]);
  await applyObjects(admin, [gatewayClass()]);
}

void createObjects(process.argv[2] ?? "");
