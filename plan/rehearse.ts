import { parseDocument } from "yaml";
import { readPlan } from "./read-plan";

/**
 * Derives the text of a rehearsal from the text of a valid plan: its own name, `<system>-rehearsal`, and a note of what it rehearses and how much
 * faster. Comments and layout stay. Throws when the plan is not valid or is a rehearsal itself: check it first.
 */
export function rehearse(text: string, factor: number): string {
  const reading = readPlan(text);
  if (reading.kind === "invalid") throw new Error("rehearse: the plan must be valid");
  if (reading.plan.rehearsal !== undefined) throw new Error("rehearse: the plan must not be a rehearsal already");
  const document = parseDocument(text, { schema: "core" });
  document.set("system", `${reading.plan.system}-rehearsal`);
  document.set("rehearsal", { of: reading.hash, factor });
  return document.toString({ lineWidth: 0 });
}
