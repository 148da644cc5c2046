import { token } from "../../contract/tokens";
import { guardrail } from "../guardrail";
import type { ReleaseMemory } from "../released";
import { hasHosts, plainHosts } from "../public-hosts";

/** Refuses a public host that is answered without TLS, other than by a redirect to it. A rehearsal on a laptop has no certificates. */
export const tls = (memory: ReleaseMemory) =>
  guardrail(
    {
      name: "tls",
      description: "Every public host has a certificate, and plain HTTP only redirects to TLS.",
      remediationSteps: "Name an issuer with `pulumi config set --path sluice:tls.issuer <issuer>`.",
    },
    (type) => type === token.release || hasHosts(type),
    ({ type, props }) => {
      const released = memory.recall();
      if (released.plan.rehearsal !== undefined) return [];
      if (type !== token.release) return plainHosts(type, props, released);
      const hosts = released.plan.services.flatMap((service) => service.hosts);
      if (hosts.length === 0 || released.claim.settings.tls !== undefined) return [];
      return [`setting "sluice:tls" must name an issuer for ${hosts.join(", ")}, got none`];
    },
  );
