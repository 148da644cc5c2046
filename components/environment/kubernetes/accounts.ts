import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount";
import type * as pulumi from "@pulumi/pulumi";
import { objectMetadata } from "../../../contract/object-metadata";
import type { EnvironmentArgs } from "../environment";

/** One account a service. None has a token: a service has no business with the API server. */
export function accounts(name: string, args: Required<EnvironmentArgs>, opts: pulumi.CustomResourceOptions): void {
  for (const service of args.services) {
    new ServiceAccount(
      `${name}-${service.name}-account`,
      {
        metadata: objectMetadata({ name: service.name, system: args.system, namespace: args.namespace }),
        automountServiceAccountToken: false,
        imagePullSecrets: args.imagePullSecrets.map((secret) => ({ name: secret })),
      },
      opts,
    );
  }
}
