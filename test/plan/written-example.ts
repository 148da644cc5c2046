import { stringify } from "yaml";
import { problemLine } from "../../plan/problem";
import { readPlan } from "../../plan/read-plan";

type Written = Record<string, unknown>;

/** A plan as a person writes it, before it is text. Tests change one thing in it. */
export interface WrittenExample extends Written {
  readonly services: [Written, ...Written[]];
  readonly phases: [Written, Written, ...Written[]];
  readonly "roll back when": unknown[];
}

const enter = ["smoke-test"];

/** The shortest plan that says everything it must, after one change. */
export function writtenExample(change: (plan: WrittenExample) => void = () => undefined): WrittenExample {
  const plan: WrittenExample = {
    system: "shop",
    services: [{ name: "api", port: 8000, health: "/health" }],
    phases: [
      { name: "canary", traffic: "5 %", soak: "48 hours", enter, "advance when": { "error rate": "below 0.5 %" } },
      { name: "full", traffic: "100 %", soak: "24 hours", enter, "advance when": { "error rate": "below 0.1 %" } },
    ],
    "roll back when": ["error rate above 2 % for 5 minutes"],
  };
  change(plan);
  return plan;
}

/** The same as the text of a plan.yaml. */
export function planText(change?: (plan: WrittenExample) => void): string {
  return stringify(writtenExample(change), { aliasDuplicateObjects: false });
}

/** The problems of a text, as lines for a person. */
export function linesOf(text: string): readonly string[] {
  const reading = readPlan(text);
  return reading.kind === "invalid" ? reading.problems.map(problemLine) : [];
}

/** Changes of the whole plan, of its first or its last phase. */
export const whole = (changes: object) => (plan: WrittenExample) => void Object.assign(plan, changes);
/** Changes of the first phase. */
export const first = (changes: object) => (plan: WrittenExample) => void Object.assign(plan.phases[0], changes);
/** Changes of the last phase. */
export const last = (changes: object) => (plan: WrittenExample) => void Object.assign(plan.phases[1], changes);
