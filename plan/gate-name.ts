import { z } from "zod";

/**
 * Every gate that a phase can ask for, with the sentence a person reads about it. The vocabulary is closed: a name that is
 * not here is a plan error, so a gate can never be skipped by a misspelling.
 * Freeze windows, allowed hours, holds, the order of phases and the soak of the phase before are judged always and cannot
 * be asked for or left out.
 */
export const gates = {
  "staging-green": "The same release went through the plan's staging phase and held its limits.",
  approvals: "Every role that the plan names has approved this release for this phase.",
  "go-no-go": "The decision that the plan asks for before this phase was made, in time, and is a go.",
  "code-review": "Every change of the release was reviewed by somebody other than its author.",
  provenance: "The artifacts were built from the reviewed source by the trusted builder.",
  tests: "Every test suite of the plan ran in full and reached its pass rate.",
  "code-quality": "The code quality report shows nothing that blocks.",
  "static-scan": "The static analysis found nothing critical.",
  "dependency-scan": "The audit of dependencies found nothing critical.",
  "image-scan": "The scan of the images found nothing critical.",
  "penetration-test": "A penetration test was done and its critical findings are closed.",
  "load-test": "The release carried the expected load within the plan's limits.",
  "stress-test": "The point where the release breaks is known and lies above the expected load.",
  "web-vitals": "The pages load and settle within the plan's limits.",
  "smoke-test": "The critical journeys work on the candidate.",
  "staging-comparison": "The candidate performs as it did on staging, within the plan's margin.",
  issues: "Users reported no issue that blocks, and no incident is open.",
  backup: "A backup of every store was taken and verified after the candidate was built.",
  "restore-drill": "A restore was rehearsed recently and met the plan's recovery objectives.",
  "failover-drill": "A failover was rehearsed recently and met the plan's recovery objectives.",
  "rollback-drill": "A rollback was rehearsed recently and was as fast as the plan asks.",
  migration: "The migrations ran on staging and the data was found whole afterwards.",
  "migration-review": "The migrations were reviewed by somebody other than their author.",
  configuration: "Every environment variable and secret of the plan is present on the stack.",
  certificates: "Every certificate is valid and not about to expire.",
  announcement: "The announcements that are due before this phase were sent.",
  documentation: "Every document that the plan names is present for this release.",
  legal: "Every legal item of the plan was confirmed.",
  "human-validation": "A person tried the release and found that it does what was asked for.",
  checklist: "The checklist of the system is complete.",
  "rollback-cause": "The cause of the last rollback is known, signed, and this release mends it.",
} as const;

/** The name of a gate, as a phase lists it under `enter`. */
export type GateName = keyof typeof gates;

/** All gate names, in the order in which they are explained. */
export const gateNames = Object.keys(gates) as GateName[] as [GateName, ...GateName[]];

/** Reads the name of a gate; anything outside the closed vocabulary is refused. */
export const GateName = z.enum(gateNames);
