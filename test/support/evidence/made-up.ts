import type { Evidence, EvidenceFinding } from "../../../evidence/evidence";
import { evidenceRows } from "../../../evidence/evidence-row";
import type { GateQuestion } from "../../../release/gates/gate-question";
import { everyGatePlan } from "./every-gate-plan";
import { now, shopRelease } from "./pieces";

const { plan, hash } = everyGatePlan();
/** The release that is asked about. */
export const asked = shopRelease(hash);

/** A checklist that counts, as readers of files give it; made up, since what is asked here begins after reading. */
export const checklist = (change: Partial<Evidence<"checklist">> = {}): Evidence<"checklist"> => ({
  kind: "checklist",
  id: "1".repeat(64),
  path: "evidence/checklist.dsse.json",
  signer: { kind: "person", name: "rita", roles: ["release-manager"] },
  keyId: "rita-2026",
  bound: { system: "shop", stack: "production", plan: hash, release: asked.id },
  boundBy: evidenceRows.checklist.bound,
  artifacts: asked.artifacts,
  issued: "2026-11-21T09:30:00Z",
  maximumAgeSeconds: 7200,
  claim: { done: ["team briefed"], open: [] },
  ...change,
});

/** Evidence as a finding. */
export const present = (evidence: Evidence<"checklist">): EvidenceFinding => ({
  kind: "present",
  path: evidence.path,
  evidence,
});

/** A question about the canary of the shop, with these findings. */
export const question = (...findings: readonly EvidenceFinding[]): GateQuestion => ({
  plan,
  subject: {
    ...{ system: "shop", stack: "production", phase: "canary", release: asked },
    ...{ profile: "normal", irreversible: false },
  },
  evidence: { findings, problems: [], files: [] },
  journal: { kind: "absent" },
  waivers: [],
  personOf: (author) => author,
  isReported: () => false,
  trustChange: { status: "pass", reason: "is the same" },
  now,
});
