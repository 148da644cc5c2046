import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { cacheFolder } from "../../../cli/cache-folder";

const packages = ["securesystemslib==1.6.0", "cryptography==50.0.2"];

/** The Python of an environment that has the second verifier, or why there is none. It is made once and kept in the cache. */
export function secondVerifier(): { readonly python: string } | { readonly missing: string } {
  const folder = join(cacheFolder(), "test", packages.join("-").replaceAll("==", "-"));
  const python = join(folder, "bin", "python");
  const done = join(folder, "complete");
  if (existsSync(done)) return { python };
  try {
    execFileSync("python3", ["-m", "venv", folder], { stdio: "pipe" });
    execFileSync(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages], {
      stdio: "pipe",
      timeout: 120_000,
    });
    writeFileSync(done, "");
    return { python };
  } catch (error) {
    return { missing: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error) };
  }
}

/** What the second verifier says of each envelope: the keys that verified it, or nothing. */
export function verifyElsewhere(
  python: string,
  keys: Readonly<Record<string, string>>,
  envelopes: readonly unknown[],
): readonly (readonly string[])[] {
  const input = JSON.stringify({ keys, envelopes });
  const output = execFileSync(python, [resolve(__dirname, "verify.py")], { input, maxBuffer: 64 * 1024 * 1024 });
  return (JSON.parse(output.toString()) as { verified?: string[] }[]).map(({ verified }) => verified ?? []);
}
