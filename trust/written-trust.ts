import { z } from "zod";
import { gateNames } from "../plan/gate-name";
import { duration } from "../plan/text/duration";
import { unitText } from "../plan/text/unit-text";
import { optional, required } from "../plan/written/field";
import { listOf, name, wholeNumber, words } from "../plan/written/plain";
import { section } from "../plan/written/section";
import { longestWaiverSeconds, machineRoles } from "./trust";

const gate = z.enum(gateNames);

/** A moment: a day, which means its beginning, or a day with a time, both in UTC. */
const moment = unitText<string>({
  what: 'a day such as "2026-01-01" or a moment in UTC such as "2026-01-01T08:00:00Z"',
  pattern: /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}Z)?$/,
  read: (text) => {
    const full = text.includes("T") ? text : `${text}T00:00:00Z`;
    const at = new Date(full);
    return !Number.isNaN(at.getTime()) && at.toISOString() === full.replace("Z", ".000Z") ? full : undefined;
  },
});

const author = unitText<string>({
  what: 'a name or an address under which the person writes commits, such as "ada@example.org"',
  pattern: /^\S(?:.{0,198}\S)?$/,
  read: (text) => text.toLowerCase(),
});

const waiverTime = duration.refine((seconds) => seconds <= longestWaiverSeconds, {
  error: "must be at most 7 days: a longer exception is a change of the plan",
});

const person = section(
  "person",
  {
    name: required(name, "Name of the person, as messages print it.", "ada"),
    roles: required(listOf(name), "Roles that the person holds, as the plans name them.", ["security"]),
    authors: optional(listOf(author), "Names and addresses under which the person writes commits.", {
      example: ["ada@example.org"],
    }),
  },
  {},
);

const machine = section(
  "machine",
  {
    name: required(name, "Name of the machine.", "build"),
    roles: required(listOf(z.enum(machineRoles)), "What it does.", ["ci"]),
  },
  {},
);

const key = section(
  "key",
  {
    id: required(name, "Name of the key.", "ada-2026"),
    holder: required(name, "The person or machine that holds it.", "ada"),
    "public key": required(z.string({ error: "must be text in PEM" }).max(2000), "The public key in PEM."),
    from: required(moment, "From when it counts.", "2026-01-01"),
    until: required(moment, "From when it no longer counts.", "2027-01-01"),
  },
  { "public key": "publicKey" },
);

const revocation = section(
  "revocation",
  {
    key: required(name, "The key that is void, also for what it signed before.", "ada-2025"),
    at: required(moment, "When it was revoked.", "2026-03-02T09:00:00Z"),
    reason: required(words, "Why.", "laptop stolen"),
  },
  {},
);

const waiver = section(
  "waiver rule",
  {
    gates: required(listOf(gate), "Gates that may be waived.", ["code-quality"]),
    roles: required(listOf(name), "Roles, one of which signs.", ["release-manager"]),
    "at most": required(waiverTime, "How long a waiver counts at most; never more than 7 days.", "2 days"),
  },
  { "at most": "atMostSeconds" },
);

const change = section(
  "change rule",
  {
    threshold: required(
      wholeNumber(2, 20),
      "How many different people sign a change, with keys of the trust before it.",
      2,
    ),
    roles: required(listOf(name), "Roles, one of which each of them holds.", ["security", "technical-lead"]),
  },
  {},
);

/** The trust, as it is written. */
export const writtenTrust = section(
  "trust",
  {
    people: required(listOf(person), "People who sign."),
    machines: optional(z.array(machine), "Machines that sign what they built or measured."),
    keys: required(listOf(key), "Public keys."),
    revocations: optional(z.array(revocation), "Keys that are void."),
    waivers: optional(z.array(waiver), "Who may waive what. Nothing can be waived that is not named here."),
    "minimum gates": required(listOf(gate), "Gates before every upward move, whatever a plan says."),
    change: required(change, "How this document may be changed."),
  },
  { "minimum gates": "minimumGates" },
);
