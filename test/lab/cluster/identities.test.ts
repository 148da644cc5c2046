import { AuthorizationV1Api, CoreV1Api } from "@kubernetes/client-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog } from "../../../lab/cluster/audit-log";
import { identities, type IdentityName } from "../../../lab/cluster/identities";
import { startLab, type Lab } from "../../../lab/cluster/lab";

describe("the lab's identities", () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab();
  });
  afterAll(() => lab.stop());

  it("make only the administrator a member of system:masters", () => {
    const masters = Object.entries(identities).filter(([, { groups = [] }]) => groups.includes("system:masters"));
    expect(masters.map(([name]) => name)).toEqual(["admin"]);
  });

  it.each<[IdentityName, string, string, string, boolean]>([
    ["admin", "delete", "", "nodes", true],
    ["viewer", "list", "argoproj.io", "rollouts", true],
    ["viewer", "get", "", "secrets", false],
    ["viewer", "patch", "argoproj.io", "rollouts", false],
    ["pulumi", "create", "argoproj.io", "rollouts", true],
    ["pulumi", "create", "admissionregistration.k8s.io", "validatingadmissionpolicies", true],
    ["pulumi", "create", "rbac.authorization.k8s.io", "clusterrolebindings", false],
    ["pulumi", "escalate", "rbac.authorization.k8s.io", "roles", false],
    ["oncall", "get", "", "pods", true],
    ["oncall", "patch", "traefik.io", "traefikservices", false],
    ["oncall", "patch", "argoproj.io", "rollouts", false],
    ["guard", "get", "", "pods", false],
    ["guard", "patch", "traefik.io", "traefikservices", false],
    ["traefik", "list", "discovery.k8s.io", "endpointslices", true],
    ["traefik", "update", "traefik.io", "traefikservices", false],
    ["rollouts", "update", "traefik.io", "traefikservices", true],
    ["rollouts", "delete", "argoproj.io", "rollouts", false],
    ["prometheus", "list", "", "pods", true],
    ["prometheus", "list", "", "secrets", false],
    ["scheduler", "create", "", "pods/binding", true],
    ["scheduler", "create", "apps", "deployments", false],
  ])("let %s %s %s %s: %s", async (name, verb, group, path, allowed) => {
    const api = (await lab.connect(name)).makeApiClient(AuthorizationV1Api);
    const [resource = "", subresource] = path.split("/");
    const resourceAttributes = { namespace: "default", verb, group, resource, ...(subresource && { subresource }) };
    const { status } = await api.createSelfSubjectAccessReview({ body: { spec: { resourceAttributes } } });
    expect(status?.allowed).toBe(allowed);
  });

  it("refuse a caller without a token everything but health", async () => {
    const ask = async (path: string): Promise<string> =>
      (await lab.run("curl", ["-sk", "-o", "/dev/null", "-w", "%{http_code}", `https://10.77.0.1:6443${path}`])).out;
    expect([await ask("/readyz"), await ask("/api/v1/pods"), await ask("/metrics")]).toEqual(["200", "403", "403"]);
  });

  it("let the kubelet write to its own node only", async () => {
    const core = (await lab.connect("kubelet")).makeApiClient(CoreV1Api);
    await expect(core.createNode({ body: { metadata: { name: "node-b" } } })).rejects.toMatchObject({ code: 403 });
    await expect(core.listSecretForAllNamespaces()).rejects.toMatchObject({ code: 403 });
  });

  it("leave their names in the audit log, and reads leave nothing", async () => {
    const core = (await lab.connect("pulumi")).makeApiClient(CoreV1Api);
    const before = auditLog(lab.auditLog, "pulumi").length;
    const namespace = "default";
    await core.listNamespacedConfigMap({ namespace });
    await core.createNamespacedConfigMap({ namespace, body: { metadata: { name: "note" } } });
    const writes = auditLog(lab.auditLog, "pulumi").slice(before);
    expect(writes).toMatchObject([{ user: "pulumi", verb: "create", object: "configmaps", namespace, code: 201 }]);
  });
});
