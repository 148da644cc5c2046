import { z } from "zod";
import { DaySpan } from "./day-span";
import { Limit } from "./limit";

/** A role of the system, with what it does. Who holds it stands in trust.yaml. */
export const Role = z.strictObject({
  name: z.string(),
  title: z.string().optional(),
  duties: z.array(z.string()).default([]),
});

/** A role of the system. */
export type Role = z.infer<typeof Role>;

/** A signature that the gate `approvals` asks for. */
export const Approval = z.strictObject({
  role: z.string(),
  /** What the role stands for with its signature. */
  confirms: z.string().optional(),
  /** The phases that want it. Absent means every phase. */
  before: z.array(z.string()).optional(),
  /** How many different people of the role must sign. */
  people: z.number().int().default(1),
  /** How long a signature counts. */
  validSeconds: z.number().default(7 * 86_400),
});

/** A signature that the gate `approvals` asks for. */
export type Approval = z.infer<typeof Approval>;

/** A decision that the gate `go-no-go` asks for. */
export const Decision = z.strictObject({
  what: z.string(),
  role: z.string(),
  /** The phases that want it. Absent means every phase. */
  before: z.array(z.string()).optional(),
  /** How long before the phase it is made at the earliest. */
  aheadSeconds: z.number().default(86_400),
});

/** A decision that the gate `go-no-go` asks for. */
export type Decision = z.infer<typeof Decision>;

/** A look back after completion that somebody signs. */
export const SignOff = z.strictObject({
  name: z.string(),
  /** When it is due, counted from the day of completion as day 1. */
  when: DaySpan,
  roles: z.array(z.string()).default([]),
  /** What must hold then. */
  limits: z.array(Limit).default([]),
  /** How long the limits must have held by then. Absent means at that moment. */
  heldSeconds: z.number().optional(),
  /** What a person confirms. */
  confirm: z.array(z.string()).default([]),
});

/** A look back after completion that somebody signs. */
export type SignOff = z.infer<typeof SignOff>;

/** A test suite that the gate `tests` expects in full. */
export const TestSuite = z.strictObject({
  suite: z.string(),
  /** How many tests it has at least. Absent means at least one. */
  count: z.number().int().optional(),
  /** How many of 100 must pass. */
  passPercent: z.number().default(100),
});

/** A test suite that the gate `tests` expects in full. */
export type TestSuite = z.infer<typeof TestSuite>;

/** How a release in a hurry differs. Gates stay; time is shorter and more people sign. */
export const Hotfix = z.strictObject({
  /** Soak of every phase. */
  soakSeconds: z.number(),
  /** Signatures on top of those that the plan asks for. */
  extraSignatures: z.number().int(),
});

/** How a release in a hurry differs. */
export type Hotfix = z.infer<typeof Hotfix>;
