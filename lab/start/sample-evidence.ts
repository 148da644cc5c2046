import type { EvidenceContext, Make, Piece } from "./evidence-context";
import { peopleEvidence } from "./people-evidence";
import { pipelineEvidence } from "./pipeline-evidence";

const makers: Readonly<Record<string, Make>> = { ...peopleEvidence, ...pipelineEvidence };

/** Samples of what a pipeline and its people would sign for one gate; none for a gate that only a measurement can satisfy. */
export const samplesFor = (gate: string, context: EvidenceContext): readonly Piece[] =>
  Object.hasOwn(makers, gate) ? (makers[gate]?.(context) ?? []) : [];
