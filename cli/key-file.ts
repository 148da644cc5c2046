import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import type { SigningKey } from "../evidence/sign-envelope";

/** The kinds of keys that the trust takes. */
export const keyTypes = ["ed25519", "ecdsa-p256"] as const;
/** A kind of key that the trust takes. */
export type KeyType = (typeof keyTypes)[number];

const passphraseVariable = "SLUICE_KEY_PASSPHRASE";

/** The folder for private keys: `$XDG_CONFIG_HOME/sluice/keys`, else `~/.config/sluice/keys`. Never the project. */
export function keyFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const config = environment["XDG_CONFIG_HOME"];
  return join(config !== undefined && isAbsolute(config) ? config : join(homedir(), ".config"), "sluice", "keys");
}

/** The file of a private key by the id of the key. */
export const keyFile = (id: string, folder = keyFolder()): string => join(folder, `${id}.pem`);

/**
 * Makes a key pair, writes the private half for its owner alone and gives the public half in PEM. Refused: a place inside a
 * git work tree, and a file that exists. With `SLUICE_KEY_PASSPHRASE` set the file is encrypted.
 */
export function createKeyFile(path: string, type: KeyType, environment: NodeJS.ProcessEnv = process.env): string {
  const tree = workTreeOf(path);
  if (tree !== undefined) throw new Error(`key "${path}": must lie outside of a git work tree, got one at "${tree}"`);
  if (existsSync(path)) throw new Error(`key "${path}": must not exist yet, a private key is never overwritten`);
  const pair = type === "ed25519" ? generateKeyPairSync("ed25519") : generateKeyPairSync("ec", { namedCurve: "P-256" });
  const passphrase = environment[passphraseVariable];
  const encrypted = passphrase === undefined || passphrase === "" ? {} : { cipher: "aes-256-cbc", passphrase };
  const pem = pair.privateKey.export({ format: "pem", type: "pkcs8", ...encrypted });
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, pem, { mode: 0o600, flag: "wx" });
  return pair.publicKey.export({ format: "pem", type: "spki" }).toString();
}

/** Reads a private key. One that others may read is refused: it may be known already. */
export function readKeyFile(id: string, path: string, environment: NodeJS.ProcessEnv = process.env): SigningKey {
  if (!existsSync(path))
    throw new Error(`key "${id}": is absent, got no file "${path}"; make one with npx sluice keygen ${id}`);
  if (process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0) {
    throw new Error(`key "${id}": must be readable by its owner alone, run chmod 600 "${path}"`);
  }
  const passphrase = environment[passphraseVariable];
  try {
    const privateKey = createPrivateKey({
      key: readFileSync(path),
      format: "pem",
      ...(passphrase === undefined ? {} : { passphrase }),
    });
    return { id, privateKey };
  } catch {
    // What the library says could quote the file, so it is not passed on.
    throw new Error(
      `key "${id}": is not a private key in PEM that can be opened, set ${passphraseVariable} if it is encrypted`,
    );
  }
}

/** The public half of a key in PEM. */
export const publicPem = ({ privateKey }: SigningKey): string =>
  createPublicKey(privateKey).export({ format: "pem", type: "spki" }).toString();

/** The git work tree that a path lies in, if it does. Folders that are not there yet are looked through to those that are. */
function workTreeOf(path: string): string | undefined {
  let folder = dirname(resolve(path));
  while (!existsSync(folder) && folder !== dirname(folder)) folder = dirname(folder);
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (at === dirname(at)) return undefined;
  }
}
