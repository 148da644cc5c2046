/**
 * Addresses inside the lab's own network namespace. They are the same in every lab: two labs never see each other.
 * EndpointSlices refuse loopback addresses, hence a node address and a pod range of their own on `lo`.
 */
export const network = {
  node: "node-a",
  nodeAddress: "10.77.0.1",
  podRange: "10.244.0.0/16",
  podPrefix: "10.244.0",
  serviceRange: "10.96.0.0/16",
  etcdPort: 2379,
  etcdPeerPort: 2380,
  apiPort: 6443,
  managerPort: 10257,
  schedulerPort: 10259,
  kubeletPort: 10250,
  rolloutsHealthPort: 18080,
  rolloutsMetricsPort: 18090,
  edgePort: 8000,
  edgeAdminPort: 8001,
} as const;

/** The API server's address inside the namespace. */
export const apiServer = `https://${network.nodeAddress}:${network.apiPort}`;
