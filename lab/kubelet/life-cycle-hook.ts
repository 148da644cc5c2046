import { setTimeout as sleep } from "node:timers/promises";
import type { V1LifecycleHandler } from "@kubernetes/client-node";
import { execute, httpGet, type ProbeFailure, type ProbeTarget } from "./probe";

/** Runs a `postStart` or `preStop` hook for at most `limitMs`. A failure is told, never thrown: a hook cannot stop a stop. */
export async function runHook(hook: V1LifecycleHandler, target: ProbeTarget, limitMs: number): Promise<ProbeFailure> {
  if (hook.sleep !== undefined) {
    await sleep(Math.min(hook.sleep.seconds * 1000, limitMs));
    return undefined;
  }
  if (hook.httpGet !== undefined) return httpGet(hook.httpGet, target, limitMs);
  if (hook.exec !== undefined) return execute(hook.exec.command ?? [], target, limitMs);
  return "this lab runs sleep, httpGet and exec hooks only";
}
