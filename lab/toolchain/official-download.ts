import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, mkdirSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { pipeline } from "node:stream/promises";
import { toolchainFolder } from "../../cli/cache-folder";
import { withBuildLock, type LockWait } from "./build-lock";
import type { OfficialRelease } from "./official-release";
import { runProgram } from "./run-program";

/** How long the host may take to answer at all. Offline machines pay this once per run that has something to build. */
export const connectSeconds = 5;
const downloadSeconds = 600;

/** Why an official archive is not used. It is no error: the programs are built instead. */
export type DownloadRefusal = { readonly kind: "refused"; readonly reason: string };

/** Where the programs of a release stand once downloaded, or why they are not used. */
export type DownloadResult = { readonly kind: "present"; readonly folder: string } | DownloadRefusal;

/** Where a downloaded release stands. */
export function downloadedFolder(cache: string, release: OfficialRelease): string {
  return join(toolchainFolder(cache), `official-${release.archive.replace(/\.tar\.gz$/, "")}`);
}

/** Downloads and unpacks a release unless it is there. The archive counts only if its SHA-256 sum is the published one; anything else, an absent sum included, is a refusal. */
export async function downloadRelease(
  cache: string,
  release: OfficialRelease,
  wait: LockWait,
): Promise<DownloadResult> {
  const final = downloadedFolder(cache, release);
  const present: DownloadResult = { kind: "present", folder: join(final, release.inside) };
  if (existsSync(final)) return present;
  mkdirSync(toolchainFolder(cache), { recursive: true });
  return withBuildLock(final, wait, async () => {
    if (existsSync(final)) return present;
    const partial = await mkdtemp(`${final}.partial-`);
    try {
      const sum = await publishedSum(release, wait.signal);
      const archive = join(partial, release.archive);
      await fetchTo(archive, release.archiveUrl, wait.signal);
      const got = await sumOf(archive);
      if (got !== sum) return refusal(`${release.archive} must have the SHA-256 sum ${sum}, got ${got}`);
      const unpacked = join(partial, "unpacked");
      mkdirSync(unpacked);
      await unpack(archive, unpacked);
      await rename(unpacked, final);
      return present;
    } catch (failure) {
      return refusal(failure instanceof Error ? describe(failure) : String(failure));
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  });
}

async function unpack(archive: string, folder: string): Promise<void> {
  const answer = await runProgram("tar", ["-xzf", archive, "-C", folder, "--no-same-owner"]);
  if (answer.kind !== "succeeded")
    throw new Error(`tar cannot unpack ${archive}: ${answer.kind === "failed" ? answer.stderr : "it is not on PATH"}`);
}

async function publishedSum(release: OfficialRelease, signal: AbortSignal): Promise<string> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(connectSeconds * 1000)]);
  const answer = await fetch(release.sumsUrl, { signal: limit });
  if (!answer.ok) throw new Error(`${release.sumsUrl} answered ${String(answer.status)}`);
  const lines = (await answer.text()).split("\n").map((line) => line.trim().split(/\s+\*?/));
  const sum = lines.find(([, name]) => name === release.archive)?.[0]?.toLowerCase();
  if (sum === undefined || !/^[0-9a-f]{64}$/.test(sum))
    throw new Error(`${release.sumsUrl} names no sum of the archive`);
  return sum;
}

async function fetchTo(file: string, url: string, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(downloadSeconds * 1000)]);
  const answer = await fetch(url, { signal: limit });
  if (!answer.ok || answer.body === null) throw new Error(`${url} answered ${String(answer.status)}`);
  await pipeline(Readable.fromWeb(answer.body as ReadableStream), createWriteStream(file));
}

async function sumOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

function refusal(reason: string): DownloadRefusal {
  return { kind: "refused", reason };
}

/** `fetch` says only "fetch failed"; the reason is its cause. */
function describe(failure: Error): string {
  return failure.cause instanceof Error ? `${failure.message}: ${failure.cause.message}` : failure.message;
}
