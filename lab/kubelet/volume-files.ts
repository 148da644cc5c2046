import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import type { V1KeyToPath, V1Pod, V1Volume, V1VolumeProjection } from "@kubernetes/client-node";
import { ConfigError, fieldOf, type ReadData } from "./environment";

/** What volumes are filled from. */
export interface VolumeArgs {
  readonly pod: V1Pod;
  readonly address: string;
  /** Folder for the pod's volumes. */
  readonly folder: string;
  readonly read: ReadData;
  /** Asks the API server for a token of the pod's service account. */
  readonly token: (audience: string | undefined, seconds: number) => Promise<string>;
}

type Files = Readonly<Record<string, string>>;

/** Fills one volume of a pod and answers the folder that holds it. Names missing objects as the kubelet does. */
export async function volumeFiles(volume: V1Volume, args: VolumeArgs): Promise<string> {
  if (volume.hostPath !== undefined) return volume.hostPath.path;
  const folder = join(args.folder, volume.name);
  mkdirSync(folder, { recursive: true });
  if (volume.emptyDir !== undefined) return folder;
  for (const [name, text] of Object.entries(await contentOf(volume, args))) {
    const path = resolve(folder, name);
    if (!path.startsWith(folder + sep))
      throw new ConfigError(`volume "${volume.name}": path ${name} leaves the volume`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { mode: 0o600 });
  }
  return folder;
}

async function contentOf(volume: V1Volume, args: VolumeArgs): Promise<Files> {
  const { secret, configMap, downwardAPI, projected } = volume;
  if (secret !== undefined) return dataFiles("Secret", secret.secretName, secret, args);
  if (configMap !== undefined) return dataFiles("ConfigMap", configMap.name, configMap, args);
  if (downwardAPI !== undefined) return fieldFiles(downwardAPI, args);
  if (projected !== undefined) {
    const parts = await Promise.all((projected.sources ?? []).map((source) => projectedFiles(source, args)));
    return Object.assign({}, ...parts) as Files;
  }
  throw new ConfigError(
    `volume "${volume.name}": this lab has secret, configMap, downwardAPI, projected, emptyDir and hostPath`,
  );
}

async function projectedFiles(source: V1VolumeProjection, args: VolumeArgs): Promise<Files> {
  const { serviceAccountToken: token, secret, configMap, downwardAPI } = source;
  if (token !== undefined) return { [token.path]: await args.token(token.audience, token.expirationSeconds ?? 3600) };
  if (secret !== undefined) return dataFiles("Secret", secret.name, secret, args);
  if (configMap !== undefined) return dataFiles("ConfigMap", configMap.name, configMap, args);
  return downwardAPI === undefined ? {} : fieldFiles(downwardAPI, args);
}

interface DataSelection {
  readonly items?: readonly V1KeyToPath[];
  readonly optional?: boolean;
}

async function dataFiles(
  kind: "ConfigMap" | "Secret",
  name: string | undefined,
  { items, optional }: DataSelection,
  { read }: VolumeArgs,
): Promise<Files> {
  const data = await read(kind, name ?? "");
  if (data === undefined && optional !== true) throw new ConfigError(`${kind.toLowerCase()} "${name ?? ""}" not found`);
  if (items === undefined) return data ?? {};
  return Object.fromEntries(
    items.flatMap(({ key, path }) => {
      const text = data?.[key];
      if (text === undefined && optional !== true) throw new ConfigError(`references non-existent config key: ${key}`);
      return text === undefined ? [] : [[path, text]];
    }),
  );
}

interface FieldSelection {
  readonly items?: readonly { readonly path: string; readonly fieldRef?: { readonly fieldPath: string } }[];
}

function fieldFiles({ items = [] }: FieldSelection, args: VolumeArgs): Files {
  return Object.fromEntries(items.map(({ path, fieldRef }) => [path, fieldOf(fieldRef?.fieldPath ?? "", args)]));
}
