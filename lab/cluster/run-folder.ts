import { join } from "node:path";
import type { IdentityName } from "./identities";

/** Where everything of one lab lies; removed as a whole when the lab stops. */
export interface RunFolder {
  readonly path: string;
  readonly owner: string;
  readonly settings: string;
  readonly status: string;
  readonly control: string;
  readonly keys: string;
  readonly logs: string;
  readonly pods: string;
  readonly images: string;
  readonly etcd: string;
  readonly home: string;
  readonly temporary: string;
  readonly auditPolicy: string;
  readonly auditLog: string;
  readonly kubeconfigOf: (identity: IdentityName) => string;
  readonly logOf: (component: string) => string;
}

/** Names the files of the lab whose folder is `path`; touches nothing. */
export function runFolder(path: string): RunFolder {
  const logs = join(path, "log");
  return {
    path,
    owner: join(path, "owner.json"),
    settings: join(path, "settings.json"),
    status: join(path, "status.json"),
    control: join(path, "control"),
    keys: join(path, "keys"),
    logs,
    pods: join(path, "pods"),
    images: join(path, "images"),
    etcd: join(path, "etcd"),
    home: join(path, "home"),
    temporary: join(path, "tmp"),
    auditPolicy: join(path, "keys", "audit-policy.json"),
    auditLog: join(logs, "audit.jsonl"),
    kubeconfigOf: (identity) => join(path, "keys", `${identity}.kubeconfig`),
    logOf: (component) => join(logs, `${component}.log`),
  };
}
