import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createKeyFile, readKeyFile } from "../../cli/key-file";
import { trustEntry } from "../../cli/keygen";
import { publicKey } from "../../trust/public-key";

const folder = mkdtempSync(join(tmpdir(), "sluice-keys-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("sluice keygen", () => {
  it.each(["ed25519", "ecdsa-p256"] as const)(
    "makes a key pair of %s for its owner alone, which the trust takes",
    (type) => {
      const path = join(folder, "new", `${type}.pem`);
      const pem = createKeyFile(path, type, {});
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(statSync(join(folder, "new")).mode & 0o777).toBe(0o700);
      expect(publicKey(pem).kind).toBe("valid");
      expect(readKeyFile("k", path, {}).privateKey.type).toBe("private");
    },
  );

  it("refuses a place inside a git work tree, also one in folders that are not there yet", () => {
    const tree = join(folder, "tree");
    mkdirSync(join(tree, ".git"), { recursive: true });
    for (const path of [join(tree, "k.pem"), join(tree, "a", "b", "k.pem"), resolve(__dirname, "../../keys/k.pem")]) {
      expect(() => createKeyFile(path, "ed25519", {})).toThrow(/must lie outside of a git work tree/);
    }
  });

  it("never overwrites a private key", () => {
    const path = join(folder, "once.pem");
    createKeyFile(path, "ed25519", {});
    const before = readFileSync(path, "utf8");
    expect(() => createKeyFile(path, "ed25519", {})).toThrow(/must not exist yet/);
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  it("encrypts the private key with a passphrase, and opens it with that one only", () => {
    const path = join(folder, "secret.pem");
    createKeyFile(path, "ecdsa-p256", { SLUICE_KEY_PASSPHRASE: "correct horse" });
    expect(readFileSync(path, "utf8")).toContain("BEGIN ENCRYPTED PRIVATE KEY");
    expect(readKeyFile("k", path, { SLUICE_KEY_PASSPHRASE: "correct horse" }).id).toBe("k");
    expect(() => readKeyFile("k", path, { SLUICE_KEY_PASSPHRASE: "wrong" })).toThrow(/can be opened/);
    expect(() => readKeyFile("k", path, {})).toThrow(/can be opened/);
  });

  it("prints an entry for the trust that counts for a year", () => {
    expect(
      trustEntry(
        "ada-2028",
        "ada",
        "-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----\n",
        new Date("2028-02-29T12:00:00Z"),
      ),
    ).toBe(
      "  - id: ada-2028\n    holder: ada\n    public key: |\n      -----BEGIN PUBLIC KEY-----\n      abc\n      -----END PUBLIC KEY-----\n    from: 2028-02-29\n    until: 2029-02-28",
    );
  });
});
