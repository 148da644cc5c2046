import type { Component } from "./component";
import { keyFiles } from "./credentials";
import { network } from "./network";

const { nodeAddress } = network;
const etcd = `http://127.0.0.1:${network.etcdPort}`;
const etcdPeer = `http://127.0.0.1:${network.etcdPeerPort}`;

/** The controllers that the lab's objects need; those for volumes, clouds and certificates have nothing to do here. */
const controllers = [
  "clusterrole-aggregation-controller",
  "cronjob-controller",
  "daemonset-controller",
  "deployment-controller",
  "disruption-controller",
  "endpoints-controller",
  "endpointslice-controller",
  "garbage-collector-controller",
  "job-controller",
  "namespace-controller",
  "node-lifecycle-controller",
  "pod-garbage-collector-controller",
  "replicaset-controller",
  "resourcequota-controller",
  "root-ca-certificate-publisher-controller",
  "serviceaccount-controller",
  "serviceaccount-token-controller",
  "statefulset-controller",
  "taint-eviction-controller",
  "ttl-after-finished-controller",
  "validatingadmissionpolicy-status-controller",
];

/** Every program of the lab, one row each, in the order a person would name them. The key is the component's name. */
export const components: Readonly<Record<string, Component>> = {
  etcd: {
    after: [],
    command: ({ folder, program }) => [
      program("kube"),
      "etcd",
      ...["--data-dir", folder.etcd, "--listen-client-urls", etcd, "--advertise-client-urls", etcd],
      ...["--listen-peer-urls", etcdPeer, "--initial-advertise-peer-urls", etcdPeer],
      ...["--initial-cluster", `default=${etcdPeer}`, "--unsafe-no-fsync", "--log-level", "warn"],
    ],
    ready: { url: `${etcd}/health` },
  },
  apiserver: {
    after: [],
    command: ({ folder, program }) => {
      const keys = keyFiles(folder);
      return [
        program("kube"),
        "apiserver",
        ...["--etcd-servers", etcd, "--bind-address", nodeAddress, "--advertise-address", nodeAddress],
        ...["--secure-port", `${network.apiPort}`, "--tls-cert-file", keys.server],
        ...["--tls-private-key-file", keys.serverKey, "--token-auth-file", keys.tokens],
        ...["--service-account-key-file", keys.verifying, "--service-account-signing-key-file", keys.signing],
        ...["--service-account-issuer", "https://kubernetes.default.svc", "--cert-dir", folder.keys],
        ...["--authorization-mode", "Node,RBAC", "--enable-admission-plugins", "NodeRestriction"],
        ...["--service-cluster-ip-range", network.serviceRange, "--endpoint-reconciler-type", "none"],
        ...["--audit-policy-file", folder.auditPolicy, "--audit-log-path", folder.auditLog],
      ];
    },
    ready: { url: `https://${nodeAddress}:${network.apiPort}/readyz`, trusted: true },
  },
  "controller-manager": {
    identity: "controller-manager",
    after: ["apiserver"],
    command: ({ folder, program }) => [
      program("kube"),
      "controller-manager",
      ...["--kubeconfig", folder.kubeconfigOf("controller-manager"), "--leader-elect=false"],
      ...["--bind-address", "127.0.0.1", "--controllers", controllers.join(","), "--concurrent-gc-syncs", "4"],
      ...["--use-service-account-credentials", "--root-ca-file", keyFiles(folder).authority],
      ...["--service-account-private-key-file", keyFiles(folder).signing],
      // A lost node is noticed within seconds, not the default 50, so that tests of it stay short.
      ...["--node-monitor-period", "1s", "--node-monitor-grace-period", "8s"],
    ],
    ready: { url: `https://127.0.0.1:${network.managerPort}/healthz` },
  },
  scheduler: {
    identity: "scheduler",
    after: ["apiserver"],
    command: ({ folder, program }) => [
      program("kube"),
      "scheduler",
      ...["--kubeconfig", folder.kubeconfigOf("scheduler"), "--leader-elect=false", "--bind-address", "127.0.0.1"],
    ],
    ready: { url: `https://127.0.0.1:${network.schedulerPort}/readyz` },
  },
  kubelet: {
    identity: "kubelet",
    after: ["apiserver"],
    command: ({ folder, ownProgram }) => [...ownProgram("kubelet"), folder.path],
    ready: { url: `http://${nodeAddress}:${network.kubeletPort}/healthz` },
  },
  rollouts: {
    identity: "rollouts",
    after: ["objects"],
    command: ({ folder, program }) => [
      program("rollouts-controller"),
      ...["--kubeconfig", folder.kubeconfigOf("rollouts"), "--leader-elect=false", "--loglevel", "info"],
      ...["--healthzPort", `${network.rolloutsHealthPort}`, "--metricsPort", `${network.rolloutsMetricsPort}`],
      // The controller's own defaults name an API group that Traefik 3 no longer serves.
      ...["--traefik-api-group", "traefik.io", "--traefik-api-version", "traefik.io/v1alpha1"],
    ],
    environment: { POD_NAMESPACE: "argo-rollouts" },
    ready: { url: `http://127.0.0.1:${network.rolloutsHealthPort}/healthz` },
  },
  traefik: {
    identity: "traefik",
    after: ["objects"],
    command: ({ program }) => [
      program("traefik"),
      `--entrypoints.web.address=${nodeAddress}:${network.edgePort}`,
      `--entrypoints.traefik.address=${nodeAddress}:${network.edgeAdminPort}`,
      ...["--ping=true", "--metrics.prometheus=true", "--log.level=INFO"],
      ...["--providers.kubernetescrd=true", "--providers.kubernetesgateway=true"],
      // With the default of 2 s an endpoint that is gone keeps getting requests.
      "--providers.providersthrottleduration=100ms",
      ...["--global.checknewversion=false", "--global.sendanonymoususage=false"],
    ],
    ready: { url: `http://${nodeAddress}:${network.edgeAdminPort}/ping` },
  },
};
