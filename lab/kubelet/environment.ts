import type { V1Container, V1EnvVar, V1Pod } from "@kubernetes/client-node";
import { network } from "../cluster/network";

/** Reads the data of a ConfigMap or Secret of the pod's namespace as text; undefined when there is none of that name. */
export type ReadData = (
  kind: "ConfigMap" | "Secret",
  name: string,
) => Promise<Readonly<Record<string, string>> | undefined>;

/** A container's configuration names something that does not exist; the kubelet reports it as CreateContainerConfigError. */
export class ConfigError extends Error {}

/** What a container's environment is made from. */
export interface EnvironmentArgs {
  readonly pod: V1Pod;
  readonly container: V1Container;
  readonly address: string;
  /** The image's own variables, which the container's override. */
  readonly image: Readonly<Record<string, string>>;
  readonly read: ReadData;
}

/** Computes the variables of a container in the kubelet's order: image, `envFrom`, then `env` with `$(NAME)` replaced. */
export async function containerEnvironment(args: EnvironmentArgs): Promise<Record<string, string>> {
  const { pod, container, address, image } = args;
  const result: Record<string, string> = {
    ...image,
    KUBERNETES_SERVICE_HOST: network.nodeAddress,
    KUBERNETES_SERVICE_PORT: `${network.apiPort}`,
    HOSTNAME: pod.metadata?.name ?? "",
    // A container of the lab shares the node's network, so it must be told which address is its own.
    HOST: address,
  };
  for (const source of container.envFrom ?? []) Object.assign(result, await wholeSource(source, args));
  for (const variable of container.env ?? []) {
    const value = await valueOf(variable, args);
    if (value !== undefined) result[variable.name] = expand(value, result);
  }
  return result;
}

/** Replaces `$(NAME)` by what is known, leaves unknown names as they stand and turns `$$` into `$`. */
export function expand(text: string, known: Readonly<Record<string, string>>): string {
  return text.replace(/\$\$|\$\(([^)]+)\)/g, (found, name: string | undefined) =>
    name === undefined ? "$" : (known[name] ?? found),
  );
}

type WholeSource = NonNullable<V1Container["envFrom"]>[number];

async function wholeSource(source: WholeSource, { read }: EnvironmentArgs): Promise<Record<string, string>> {
  const reference = source.configMapRef ?? source.secretRef;
  if (reference?.name === undefined) return {};
  const kind = source.configMapRef === undefined ? "Secret" : "ConfigMap";
  const data = await read(kind, reference.name);
  if (data === undefined && reference.optional !== true) throw missing(kind, reference.name);
  return Object.fromEntries(Object.entries(data ?? {}).map(([key, value]) => [`${source.prefix ?? ""}${key}`, value]));
}

async function valueOf(variable: V1EnvVar, args: EnvironmentArgs): Promise<string | undefined> {
  const { valueFrom } = variable;
  if (valueFrom === undefined) return variable.value ?? "";
  if (valueFrom.fieldRef !== undefined) return fieldOf(valueFrom.fieldRef.fieldPath, args);
  const reference = valueFrom.secretKeyRef ?? valueFrom.configMapKeyRef;
  if (reference?.name === undefined) return "";
  const kind = valueFrom.secretKeyRef === undefined ? "ConfigMap" : "Secret";
  const data = await args.read(kind, reference.name);
  const value = data?.[reference.key];
  if (value !== undefined || reference.optional === true) return value;
  if (data === undefined) throw missing(kind, reference.name);
  throw new ConfigError(
    `couldn't find key ${reference.key} in ${kind} ${args.pod.metadata?.namespace}/${reference.name}`,
  );
}

/** Reads one field of the pod as the downward API does. */
export function fieldOf(path: string, { pod, address }: Pick<EnvironmentArgs, "pod" | "address">): string {
  const keyed = /^metadata\.(labels|annotations)\['([^']+)'\]$/.exec(path);
  if (keyed !== null) return pod.metadata?.[keyed[1] as "labels" | "annotations"]?.[keyed[2] ?? ""] ?? "";
  const fields: Record<string, string | undefined> = {
    "metadata.name": pod.metadata?.name,
    "metadata.namespace": pod.metadata?.namespace,
    "metadata.uid": pod.metadata?.uid,
    "spec.nodeName": pod.spec?.nodeName,
    "spec.serviceAccountName": pod.spec?.serviceAccountName,
    "status.podIP": address,
    "status.podIPs": address,
    "status.hostIP": network.nodeAddress,
  };
  if (!(path in fields)) throw new ConfigError(`unsupported fieldPath: ${path}`);
  return fields[path] ?? "";
}

const missing = (kind: string, name: string): ConfigError =>
  new ConfigError(`${kind.toLowerCase()} "${name}" not found`);
