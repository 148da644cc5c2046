import { ApiException, V1MicroTime, PatchStrategy, setHeaderOptions } from "@kubernetes/client-node";
import type { CoordinationV1Api, CoreV1Api, V1Lease, V1NodeCondition } from "@kubernetes/client-node";
import { network } from "../cluster/network";

const { node, nodeAddress } = network;
const leaseNamespace = "kube-node-lease";
const room = { cpu: "64", memory: "64Gi", pods: "250", "ephemeral-storage": "64Gi" };
const renewMs = 2000;

/** Makes the node known and ready. A process needs no room of its own, so the node claims plenty. */
export async function registerNode(core: CoreV1Api): Promise<void> {
  const labels = {
    "kubernetes.io/hostname": node,
    "kubernetes.io/os": "linux",
    "kubernetes.io/arch": process.arch === "x64" ? "amd64" : process.arch,
  };
  const body = { metadata: { name: node, labels }, spec: { podCIDR: `${network.podPrefix}.0/24` } };
  await core.createNode({ body }).catch(unless(409));
  const status = {
    capacity: room,
    allocatable: room,
    addresses: [
      { type: "InternalIP", address: nodeAddress },
      { type: "Hostname", address: node },
    ],
    conditions: conditions(new Date()),
    nodeInfo: { kubeletVersion: "v1.36.3-process", osImage: "lab", containerRuntimeVersion: "process://1" },
  };
  const options = setHeaderOptions("Content-Type", PatchStrategy.StrategicMergePatch);
  await core.patchNodeStatus({ name: node, body: { status } }, options);
}

/** Renews the node's lease for as long as this process lives; a node whose lease runs out counts as lost. */
export async function keepLease(api: CoordinationV1Api, log: (line: string) => void): Promise<void> {
  const write = async (): Promise<void> => {
    const spec = { holderIdentity: node, leaseDurationSeconds: 8, renewTime: new V1MicroTime() };
    const lease: V1Lease = { metadata: { name: node, namespace: leaseNamespace }, spec };
    await api.createNamespacedLease({ namespace: leaseNamespace, body: lease }).catch(unless(409));
    const found = await api.readNamespacedLease({ namespace: leaseNamespace, name: node });
    await api.replaceNamespacedLease({ namespace: leaseNamespace, name: node, body: { ...found, spec } });
  };
  await write();
  setInterval(() => {
    write().catch((problem: unknown) => log(`lease not renewed: ${String(problem)}`));
  }, renewMs);
}

function conditions(now: Date): V1NodeCondition[] {
  const pressure = ["MemoryPressure", "DiskPressure", "PIDPressure"].map((type) => ({ type, status: "False" }));
  return [...pressure, { type: "Ready", status: "True", reason: "KubeletReady" }].map((one) => ({
    ...one,
    lastHeartbeatTime: now,
    lastTransitionTime: now,
  }));
}

const unless =
  (code: number) =>
  (problem: unknown): void => {
    if (!(problem instanceof ApiException) || problem.code !== code) throw problem;
  };
