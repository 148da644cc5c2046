import { progressObject } from "../../contract/progress";
import type { Interruption } from "./interruption";
import { until } from "./shop-cluster";

const name = "test-refuses-progress";
const root = "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolic";

/** Makes the API server refuse Pulumi's writes of progress. Answers once it does; the answer takes the refusal back. */
export async function refuseProgress({ api, namespace }: Interruption): Promise<() => Promise<void>> {
  const metadata = { name };
  const apiVersion = "admissionregistration.k8s.io/v1";
  made(
    await api.call("POST", `${root}ies`, {
      ...{ apiVersion, kind: "ValidatingAdmissionPolicy", metadata },
      spec: {
        failurePolicy: "Fail",
        matchConstraints: {
          resourceRules: [
            { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources: ["configmaps"] },
          ],
        },
        matchConditions: [
          {
            name: "by-pulumi",
            expression: `request.userInfo.username == 'pulumi' && request.name == '${progressObject.name}'`,
          },
        ],
        validations: [{ expression: "false", message: "progress is refused by this test" }],
      },
    }),
  );
  made(
    await api.call("POST", `${root}ybindings`, {
      ...{ apiVersion, kind: "ValidatingAdmissionPolicyBinding", metadata },
      spec: { policyName: name, validationActions: ["Deny"] },
    }),
  );
  const refused = async (): Promise<boolean> => {
    const path = `/api/v1/namespaces/${namespace}/configmaps/${progressObject.name}`;
    const patch = { metadata: { annotations: { tried: "yes" } } };
    return (await api.merge(path, patch, { dryRun: true, as: { user: "pulumi" } })).code >= 400;
  };
  await until(refused);
  return async () => {
    for (const kind of ["ybindings", "ies"]) made(await api.call("DELETE", `${root}${kind}/${name}`));
    await until(async () => !(await refused()));
  };
}

function made({ code, body }: { readonly code: number; readonly body: unknown }): void {
  if (code >= 300) throw new Error(`policy "${name}": refused, got ${JSON.stringify(body)}`);
}
