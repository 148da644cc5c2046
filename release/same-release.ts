import type { Release } from "./release";

/** Whether two sets of artifacts name the same services with the same digests. */
export function sameArtifacts(a: Release["artifacts"], b: Release["artifacts"]): boolean {
  const services = Object.keys(a);
  return services.length === Object.keys(b).length && services.every((service) => a[service] === b[service]);
}

/** Whether the same pods would run: same artifacts and same templates. Plan and workload config may differ. */
export const sameCandidate = (a: Release, b: Release): boolean =>
  a.templatesHash === b.templatesHash && sameArtifacts(a.artifacts, b.artifacts);

/** Whether nothing but weights can differ. The id is compared too: it covers the workload config. */
export const sameRelease = (a: Release, b: Release): boolean =>
  a.id === b.id && a.planHash === b.planHash && sameCandidate(a, b);
