import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(__dirname, "../..");
const tracked = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  maxBuffer: 64 * 1024 * 1024,
})
  .toString()
  .split("\0")
  .filter((path) => path !== "" && !path.startsWith("node_modules/"));

/** What private keys look like: PEM armour around base64, JSON Web Keys with a private part, and the headers of DER in base64. */
const shapes: readonly (readonly [string, RegExp])[] = [
  ["a private key in PEM", /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{40,}/],
  ["an OpenSSH private key", /b3BlbnNzaC1rZXktdjE[A-Za-z0-9+/=\s]{40,}/],
  ["a private key in PKCS #8, Ed25519", /MC4CAQAwBQYDK2VwBCIEI[A-Za-z0-9+/]{42}/],
  ["a private key in PKCS #8, P-256", /MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg[A-Za-z0-9+/]{40}/],
  ["a JSON Web Key with its private part", /"d"\s*:\s*"[A-Za-z0-9_-]{42,}"/],
];

const found = (text: string): readonly string[] => shapes.filter(([, shape]) => shape.test(text)).map(([name]) => name);

describe("the repository", () => {
  it("holds no private key in any file that git knows or would take", () => {
    const kept = tracked.flatMap((path) => {
      const stat = statSync(resolve(root, path), { throwIfNoEntry: false });
      if (stat?.isFile() !== true || stat.size > 8 * 1024 * 1024) return [];
      return found(readFileSync(resolve(root, path), "latin1")).map((what) => `${path}: ${what}`);
    });
    expect(kept).toEqual([]);
    expect(tracked.length).toBeGreaterThan(100);
  });

  it("would be found out if it held one", async () => {
    const { generateKeyPairSync } = await import("node:crypto");
    const ed25519 = generateKeyPairSync("ed25519").privateKey;
    const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    for (const key of [ed25519, p256]) {
      expect(found(key.export({ format: "pem", type: "pkcs8" }).toString())).not.toEqual([]);
      expect(found(key.export({ format: "der", type: "pkcs8" }).toString("base64"))).not.toEqual([]);
      expect(found(JSON.stringify(key.export({ format: "jwk" })))).not.toEqual([]);
    }
  });
});
