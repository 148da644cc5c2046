import type { ToSign } from "../../../evidence/sign-evidence";
import type { EvidenceContext, Piece } from "../../../lab/start/evidence-context";
import { soakEvidence } from "../../../lab/start/measured-evidence";
import { samplesFor } from "../../../lab/start/sample-evidence";
import { sampleReports, writeReport } from "../../../lab/start/sample-reports";
import { gateNames } from "../../../plan/gate-name";
import type { HoldRecord } from "../../../release/journal";
import { secondsOf } from "../../../release/instant";
import type { LifeCycleGate } from "../../../release/judge";
import type { GateName } from "../../../plan/gate-name";

/** A gate of the matrix: whatever a plan can name, and what the life cycle asks for by itself. */
export type MatrixGate = GateName | LifeCycleGate;

/** One piece of evidence and the gate that it is made for. */
export interface GatePiece extends Piece {
  readonly gate: MatrixGate;
}

/** What the pieces of one move are made from. */
export interface MoveContext extends EvidenceContext {
  /** The phase that is left and since when its share was held; left out where none is. */
  readonly leaves?: { readonly phase: string; readonly since: string };
  /** The rollback that the journal records. */
  readonly rollback: HoldRecord;
  readonly trust: { readonly before: string; readonly after: string };
}

/** Evidence with which every gate passes that one of the moves of the matrix asks for, a gate's own piece first. */
export function piecesFor(gates: readonly MatrixGate[], context: MoveContext): readonly GatePiece[] {
  return gates.flatMap((gate) => {
    const pieces = Object.hasOwn(own, gate) ? (own[gate]?.(context) ?? []) : samplesFor(gate, context);
    return pieces.map((piece) => ({ ...piece, gate }));
  });
}

/** Every gate that the last step of the plan asks for, with those of the life cycle that come with it. */
export const gatesOfLastStep: readonly MatrixGate[] = [...gateNames, "soak", "trust-change"];

const signed = (role: string, sign: Omit<ToSign, "issued">, at?: number): Piece => ({
  role,
  sign: sign as Piece["sign"],
  ...(at === undefined ? {} : { at }),
});

type Make = (context: MoveContext) => readonly Piece[];

/** What no sample is made of for a release in the lab, because it is measured or rests on what happened there. */
const own: Readonly<Partial<Record<MatrixGate, Make>>> = {
  "staging-green": (context) => [staging(context)],
  "staging-since-rollback": (context) => [staging(context)],
  "smoke-test": (context) => [
    signed("ci", {
      kind: "smoke-test",
      ...onStack(context),
      claim: { journeys: ["by header"] },
      report: {
        path: writeReport(context.root, "reports/smoke.xml", sampleReports.junit("smoke", 3)),
        format: "junit",
      },
    } as Omit<ToSign, "issued">),
  ],
  "staging-comparison": (context) => [
    signed("ci", {
      kind: "staging-comparison",
      ...onStack(context),
      claim: { metrics: [{ metric: "mean response time", candidate: 0.05, baseline: 0.05 }] },
    } as Omit<ToSign, "issued">),
  ],
  issues: (context) => soaked(context).filter(({ sign }) => sign.kind === "issues"),
  soak: (context) => soaked(context).filter(({ sign }) => sign.kind === "soak"),
  "rollback-cause": ({ plan, release, revision, rollback }) => [
    signed("release-manager", {
      kind: "rollback-cause",
      bound: { system: plan.system, source: revision },
      artifacts: release.artifacts,
      claim: { heldRelease: rollback.release, heldAt: rollback.at, cause: "a leak", mendedBy: revision },
    } as Omit<ToSign, "issued">),
  ],
  "trust-change": ({ plan, trust }) =>
    ["release-manager", "operations"].map((role) =>
      signed(role, {
        kind: "trust-change",
        bound: { system: plan.system },
        claim: { ...trust, reason: "somebody new" },
      } as Omit<ToSign, "issued">),
    ),
};

const onStack = ({ plan, stack, release }: MoveContext) => ({
  bound: { system: plan.system, stack },
  artifacts: release.artifacts,
});

const staging = ({ plan, release }: MoveContext): Piece =>
  signed("ci", {
    kind: "staging",
    bound: { system: plan.system, stack: "staging", plan: release.planHash },
    artifacts: release.artifacts,
    claim: { outcome: "green", soakedSeconds: 20_000, requests: 5000, checklistPercent: 100, limitsHeld: true },
  } as Omit<ToSign, "issued">);

/** Samples over the whole soak of the phase that is left: the matrix proves what is asked, `npm start` measures. */
function soaked(context: MoveContext): readonly Piece[] {
  const { leaves, plan } = context;
  const phase = plan.phases.find(({ name }) => name === leaves?.phase);
  const since = leaves?.since ?? new Date(Date.now() - 60_000).toISOString();
  const slices = Array.from({ length: 40 }, (_, at) => ({
    ...{ at: secondsOf(since) + ((phase?.soakSeconds ?? 1) * (at + 0.5)) / 40, sent: 100, answered: 100, faults: 0 },
    ...{ lost: 0, meanSeconds: 0.05, p50Seconds: 0.05, p95Seconds: 0.06, p99Seconds: 0.07 },
  }));
  return soakEvidence(context, { phase: phase?.name ?? "none", since, slices, baselineSeconds: 0.05 }).pieces;
}
