import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import Ajv from "ajv";
import fc from "fast-check";
import { parse, stringify as yaml } from "yaml";
import { Plan } from "../../plan/plan";
import { planSchema } from "../../plan/plan-schema";
import { problemLine } from "../../plan/problem";
import { readPlan } from "../../plan/read-plan";
import type { PlanReading } from "../../plan/read-plan";
import { disturbedShares, madeUpPlan, risingShares } from "./plan-arbitrary";
import { mutated, patchwork } from "./plan-mutation";
import { planText } from "./written-example";

/** A sentence that must hold for every case, and its share of all cases. */
export interface PlanProperty {
  readonly says: string;
  readonly ofHundred: number;
  readonly property: fc.IRawProperty<unknown>;
}

const root = resolve(__dirname, "../..");
const systems = ["mcp-jira-server", "proofile"].map((system) =>
  readFileSync(resolve(root, "systems", system, "plan.yaml"), "utf8"),
);
const schemaAccepts = new Ajv().compile(planSchema());

/** Answers so far: a fuzz that only ever sees one of them proves little. */
export const answers = { valid: 0, invalid: 0 };

function counted(text: string): PlanReading {
  const reading = readPlan(text);
  answers[reading.kind] += 1;
  return reading;
}

/** What must be so of every text, whatever it holds. Throws when it is not. */
export function sound(text: string): void {
  const reading = counted(text);
  if (reading.kind === "invalid") {
    must(reading.problems.length > 0, "an invalid plan has a problem");
    const lines = reading.problems.map(problemLine);
    must(
      lines.every((line) => line.length > 3 && !line.includes("\n")),
      "a problem is one line",
    );
    must(!lines.some((line) => line.includes("Invalid input")), "a problem is in our words");
    return;
  }
  const { plan, hash } = reading;
  must(/^v1:[0-9a-f]{64}$/.test(hash), "a hash has its form");
  const shares = plan.phases.map(({ trafficPercent }) => trafficPercent);
  must(
    shares.every((share, at) => share > (shares[at - 1] ?? 0) && share <= 100),
    "shares rise and stay within 100",
  );
  must(shares.at(-1) === 100, "the last share is 100");
  must(
    plan.phases.every(
      ({ enter, advanceWhen, soakSeconds }) => enter.length > 0 && advanceWhen.length > 0 && soakSeconds > 0,
    ),
    "a phase asks for proof",
  );
  must(plan.rollBackWhen.length > 0, "a plan says what trouble is");
  must(isDeepStrictEqual(Plan.parse(plan), plan), "a parsed plan fits its own schema and changes no more");
  must(schemaAccepts(parse(text)), "what reading accepts, editors accept");
}

function must(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(`does not hold: ${sentence}`);
}

/** A plan as text; each value is written out, since a plan has no aliases. */
function stringify(written: unknown, collectionStyle: "flow" | "block" = "block"): string {
  return yaml(written, { collectionStyle, lineWidth: 40, aliasDuplicateObjects: false });
}

const hashOf = (text: string): string => {
  const reading = counted(text);
  if (reading.kind === "invalid") throw new Error(reading.problems.map(problemLine).join("\n"));
  return reading.hash;
};

/** The same mapping with its keys in the order that the numbers give. */
function reordered(value: unknown, order: readonly number[]): unknown {
  if (Array.isArray(value)) return value.map((entry: unknown) => reordered(entry, order));
  if (typeof value !== "object" || value === null) return value;
  const keyed = Object.entries(value).map(([key, entry], at) => ({ key, entry, rank: order[at % order.length] ?? at }));
  const sorted = keyed.sort((a, b) => a.rank - b.rank);
  return Object.fromEntries(sorted.map(({ key, entry }) => [key, reordered(entry, order)]));
}

const orders = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 9 });

/** Every property of reading plans. */
export const planProperties: readonly PlanProperty[] = [
  {
    says: "any text is read or refused, never thrown at",
    ofHundred: 25,
    property: fc.property(fc.oneof(patchwork, fc.string({ unit: "binary", maxLength: 200 })), sound),
  },
  {
    says: "any JSON is read or refused",
    ofHundred: 10,
    property: fc.property(fc.json(), sound),
  },
  {
    says: "a short plan changed anywhere is read or refused, and never breaks a rule",
    ofHundred: 35,
    property: fc.property(mutated([planText()]), sound),
  },
  {
    says: "a long plan changed anywhere is read or refused, and never breaks a rule",
    ofHundred: 5,
    property: fc.property(mutated(systems), sound),
  },
  {
    says: "a valid plan is read, and gives back every number that was written",
    ofHundred: 10,
    property: fc.property(madeUpPlan, ({ written, shares, soaksSeconds, limits, ports }) => {
      const reading = counted(stringify(written));
      if (reading.kind === "invalid") throw new Error(reading.problems.map(problemLine).join("\n"));
      const { phases, services } = reading.plan;
      const read = [
        phases.map(({ trafficPercent }) => trafficPercent),
        phases.map((phase) => phase.soakSeconds),
        phases.map(({ advanceWhen: [limit] }) => (limit?.kind === "threshold" ? limit.value : undefined)),
        services.map(({ port }) => port),
      ];
      must(JSON.stringify(read) === JSON.stringify([shares, soaksSeconds, limits, ports]), "what is written is read");
    }),
  },
  {
    says: "the hash stays under another order of keys, comments, layout, and without what is only told",
    ofHundred: 10,
    property: fc.property(madeUpPlan, orders, fc.boolean(), ({ written }, order, flow) => {
      const judged = Object.fromEntries(Object.entries(written).filter(([key]) => key !== "announcements"));
      const other = stringify(reordered(judged, order), flow ? "flow" : "block");
      must(hashOf(`# said otherwise\n\n${other}\n# the end\n`) === hashOf(stringify(written)), "the hash stays");
      must(hashOf(JSON.stringify(judged)) === hashOf(stringify(written)), "the hash stays in JSON");
    }),
  },
  {
    says: "shares are accepted exactly when they rise strictly to 100",
    ofHundred: 5,
    property: fc.property(fc.oneof(risingShares, disturbedShares), (shares) => {
      const text = planText((plan) => {
        const [first] = plan.phases;
        const phases = shares.map((share, at) => ({ ...first, name: `phase-${at}`, traffic: `${share} %` }));
        plan.phases.splice(0, plan.phases.length, ...phases);
      });
      const rises = shares.every((share, at) => share > (shares[at - 1] ?? 0)) && shares.at(-1) === 100;
      must((counted(text).kind === "valid") === rises, "only rising shares are accepted");
    }),
  },
];
