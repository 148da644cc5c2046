/** Version of the standard that is meant, so that a newer cluster does not refuse tomorrow what it accepts today. */
const version = "v1.36";

/** Labels that make the API server refuse any pod that the `restricted` standard does not allow. */
export const podSecurity: Readonly<Record<string, string>> = Object.fromEntries(
  ["enforce", "audit", "warn"].flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, "restricted"],
    [`pod-security.kubernetes.io/${mode}-version`, version],
  ]),
);
