import { guardrail } from "../guardrail";
import { hasPods, podOf, type Container, type Pod } from "../pod";

/** Refuses a pod that may do more on its node than serve: the `restricted` Pod Security standard, and a root that nobody writes. */
export const podPrivileges = guardrail(
  {
    name: "pod-privileges",
    description: "Containers run as somebody who may do nothing else, on a root file system that nobody writes.",
    remediationSteps: "Write to the volume at /tmp, and build the image so that it runs as any user.",
  },
  hasPods,
  (seen) => {
    const { spec, containers } = podOf(seen);
    return [...ofPod(spec), ...containers.flatMap((container) => ofContainer(container, spec))];
  },
);

function ofPod(spec: Pod["spec"]): readonly string[] {
  const shared = (["hostNetwork", "hostPID", "hostIPC"] as const).filter((name) => spec[name] === true);
  const volumes = (spec.volumes ?? []).filter(({ hostPath }) => hostPath !== undefined);
  return [
    ...shared.map((name) => `it must not share the node's own, got ${name}: true`),
    ...volumes.map(({ name }) => `volume "${name}" must not be a folder of the node, got a hostPath`),
  ];
}

function ofContainer({ name, securityContext }: Container, spec: Pod["spec"]): readonly string[] {
  const rights = securityContext ?? {};
  const { drop = [], add = [] } = rights.capabilities ?? {};
  const user = rights.runAsUser ?? spec.securityContext?.runAsUser;
  const rows: readonly (readonly [holds: boolean, rule: string, got: string])[] = [
    [rights.privileged !== true, "must not be privileged", "privileged: true"],
    [
      (rights.runAsNonRoot ?? spec.securityContext?.runAsNonRoot) === true && user !== 0,
      "must not run as root",
      user === 0 ? "runAsUser: 0" : "no runAsNonRoot: true",
    ],
    [rights.readOnlyRootFilesystem === true, "must not write its root file system", "no readOnlyRootFilesystem: true"],
    [rights.allowPrivilegeEscalation === false, "must not gain privileges", "no allowPrivilegeEscalation: false"],
    [drop.includes("ALL"), "must drop ALL capabilities", `drop ${drop.join(", ") || "none"}`],
    [add.length === 0, "must not add capabilities", add.join(", ")],
  ];
  return rows.filter(([holds]) => !holds).map(([, rule, got]) => `container "${name}" ${rule}, got ${got}`);
}
