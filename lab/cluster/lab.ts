import type { ChildProcess, SpawnOptions } from "node:child_process";
import type { KubeConfig } from "@kubernetes/client-node";
import type { NewImage } from "../images/register-image";
import type { IdentityName } from "./identities";
import { labToolchain, type LabToolchain } from "./lab-toolchain";
import { launchLab } from "./launch-lab";

/** How to start a lab. */
export interface LabOptions {
  /** Name of the lab, 1 to 40 small letters, digits and hyphens. @default "test-" and eight random characters */
  readonly name?: string;
  /** The lab outlives this process. @default false: it ends with this process, however that ends */
  readonly keep?: boolean;
  /** Hears one line for each part that is ready, and what else a person who waits wants to know. */
  readonly report?: (line: string) => void;
  /** Programs and definitions. @default what the toolchain finds or builds */
  readonly toolchain?: LabToolchain;
}

/** What a command inside the lab left: its exit code (128 + signal when killed) and what it wrote. */
export interface Finished {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A running lab, seen from outside its namespaces. */
export interface Lab {
  readonly name: string;
  readonly folder: string;
  /** Path of the administrator's kubeconfig; its address works inside the lab only. */
  readonly kubeconfig: string;
  readonly kubeconfigOf: (identity: IdentityName) => string;
  /** Starts a command inside the lab. Its `kill` reaches the command itself. It dies with this process and with the lab. */
  readonly enter: (command: string, args?: readonly string[], options?: SpawnOptions) => ChildProcess;
  /** Runs a command inside the lab to its end. */
  readonly run: (command: string, args?: readonly string[], options?: SpawnOptions) => Promise<Finished>;
  /** Client configuration of an identity that works outside of the lab too, by way of a tunnel; it ends with `stop`. */
  readonly connect: (identity: IdentityName) => Promise<KubeConfig>;
  /** Makes an address inside the lab, by default the node's, reachable on 127.0.0.1; answers the port. It ends with `stop`. */
  readonly forward: (port: number, host?: string) => Promise<number>;
  /** Path of the API server's audit log; read it with `auditLog`. */
  readonly auditLog: string;
  /** Where Traefik takes requests, inside the lab. */
  readonly edge: { readonly host: string; readonly port: number };
  readonly images: { readonly folder: string; readonly register: (image: NewImage) => string };
  /** Ends a component, such as the kubelet to lose the node; SIGTERM unless another signal is named. */
  readonly stopComponent: (name: string, signal?: NodeJS.Signals) => Promise<void>;
  readonly startComponent: (name: string) => Promise<void>;
  /** Path of the log of a component. */
  readonly logOf: (component: string) => string;
  /** Ends every process of the lab and removes its folder. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a lab and answers when every part of it is ready. It ends with this process unless it is kept. Throws one clear
 * line where the machine allows no namespaces or a part does not start, and leaves nothing behind then.
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const report = options.report ?? (() => undefined);
  return launchLab({ ...options, report, toolchain: options.toolchain ?? (await labToolchain(report)) });
}
