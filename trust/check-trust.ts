import type { Problem } from "../plan/problem";
import { publicKey } from "./public-key";
import type { Trust } from "./trust";

/** Gates that a waiver can never reach: without them nothing else can be believed, or undone. */
const neverWaived = ["approvals", "backup", "rollback-cause"];

/** What is wrong with a trust whose every part is right by itself. */
export function checkTrust(trust: Trust): readonly Problem[] {
  const holders = [...trust.people, ...trust.machines].map(({ name }) => name);
  return [
    ...twice("people and machines", holders),
    ...twice(
      "keys",
      trust.keys.map(({ id }) => id),
    ),
    ...twice(
      "revocations",
      trust.revocations.map(({ key }) => key),
    ),
    ...trust.keys.flatMap((key, at) => keyProblems(key, `keys[${at}]`, holders)),
    ...sharedKeys(trust),
    ...trust.revocations.flatMap(({ key }, at) => unknownKey(key, `revocations[${at}].key`, trust)),
    ...trust.waivers.flatMap((rule, at) => waiverProblems(rule, `waivers[${at}]`, trust)),
    ...changeProblems(trust),
  ];
}

function twice(path: string, names: readonly string[]): readonly Problem[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))].map((name) => ({
    path,
    problem: "must name each only once",
    got: `"${name}" again`,
  }));
}

function keyProblems(key: Trust["keys"][number], path: string, holders: readonly string[]): readonly Problem[] {
  const reading = publicKey(key.publicKey);
  return [
    ...(holders.includes(key.holder)
      ? []
      : [{ path: `${path}.holder`, problem: `must be one of ${holders.join(", ")}`, got: `"${key.holder}"` }]),
    ...(reading.kind === "valid" ? [] : [{ path: `${path}.public key`, problem: reading.problem }]),
    ...(key.from < key.until
      ? []
      : [{ path: `${path}.until`, problem: `must be later than ${key.from}`, got: key.until }]),
  ];
}

/** One key under two names would count as two signers. */
function sharedKeys({ keys }: Trust): readonly Problem[] {
  const material = keys.map(({ publicKey: pem }) => pem.replace(/\s/g, ""));
  return keys.flatMap(({ id }, at) => {
    const first = material.indexOf(material[at] ?? "");
    return first === at
      ? []
      : [
          {
            path: `keys[${at}].public key`,
            problem: `must be another than that of "${keys[first]?.id}"`,
            got: `the same for "${id}"`,
          },
        ];
  });
}

const unknownKey = (key: string, path: string, { keys }: Trust): readonly Problem[] =>
  keys.some(({ id }) => id === key)
    ? []
    : [
        {
          path,
          problem: `must be one of ${keys.map(({ id }) => id).join(", ")}; a revoked key stays in the list`,
          got: `"${key}"`,
        },
      ];

function waiverProblems(rule: Trust["waivers"][number], path: string, trust: Trust): readonly Problem[] {
  const roles = rolesOf(trust);
  return [
    ...rule.gates
      .filter((gate) => neverWaived.includes(gate))
      .map((gate) => ({ path: `${path}.gates`, problem: "names a gate that can never be waived", got: gate })),
    ...rule.roles
      .filter((role) => !roles.includes(role))
      .map((role) => ({
        path: `${path}.roles`,
        problem: `must be roles that somebody holds (${roles.join(", ")})`,
        got: `"${role}"`,
      })),
  ];
}

/** The rule of change must be one that can be kept, or the document can never be mended. */
function changeProblems(trust: Trust): readonly Problem[] {
  const { threshold, roles } = trust.change;
  const revoked = new Set(trust.revocations.map(({ key }) => key));
  const withKey = new Set(trust.keys.filter(({ id }) => !revoked.has(id)).map(({ holder }) => holder));
  const able = trust.people.filter(
    (person) => withKey.has(person.name) && person.roles.some((role) => roles.includes(role)),
  );
  if (able.length >= threshold) return [];
  return [
    {
      path: "change.threshold",
      problem: `must be at most the number of people with a key and such a role, ${able.length}`,
      got: String(threshold),
    },
  ];
}

const rolesOf = ({ people }: Trust): readonly string[] => [...new Set(people.flatMap(({ roles }) => roles))];
