import type { SparsePlan } from "../plan";
import type { Problem } from "../problem";
import type { Salvaged } from "../salvage";
import { allowedWords } from "../suggestion";
import { listed, namesOf } from "./listed";

type Sparse = Salvaged<SparsePlan>;
type Place = readonly [path: string, name: string | undefined];

/** Names that are used twice, and names that name nothing. */
export function nameChecks(plan: Sparse): readonly Problem[] {
  return [...duplicates(plan), ...strangers(plan), ...variableProblems(plan)];
}

function placesOf(
  list: readonly ({ readonly name?: string | undefined } | undefined)[] | undefined,
  path: string,
): readonly Place[] {
  return listed(list).map(([{ name }, at]) => [`${path}[${at}].name`, name]);
}

function duplicates(plan: Sparse): readonly Problem[] {
  const hosts = listed(plan.services).flatMap(([{ hosts: names }, at]) =>
    listed(names).map(([host, of]): Place => [`services[${at}].hosts[${of}]`, host]),
  );
  const enter = listed(plan.phases).map(([phase, at]) =>
    listed(phase.enter).map(([gate, of]): Place => [`phases[${at}].enter[${of}]`, gate]),
  );
  const groups: readonly (readonly Place[])[] = [
    [...placesOf(plan.services, "services"), ...placesOf(plan.stores, "stores")],
    placesOf(plan.phases, "phases"),
    placesOf(plan.roles, "roles"),
    placesOf(plan.metrics, "metrics"),
    placesOf(plan.signOffs, "sign-offs"),
    placesOf(plan.dashboards, "dashboards"),
    listed(plan.alerts).map(([{ metric }, at]): Place => [`alerts[${at}].metric`, metric]),
    listed(plan.tests).map(([{ suite }, at]): Place => [`tests[${at}].suite`, suite]),
    listed(plan.platforms).map(([platform, at]): Place => [`platforms[${at}]`, platform]),
    hosts,
    ...enter,
  ];
  return groups.flatMap(repeated);
}

function repeated(places: readonly Place[]): readonly Problem[] {
  const first = new Map<string, string>();
  return places.flatMap(([path, name]) => {
    if (name === undefined) return [];
    const before = first.get(name);
    if (before === undefined) first.set(name, path);
    return before === undefined
      ? []
      : [{ path, problem: `must be unique, and ${before} is the same`, got: `"${name}"` }];
  });
}

function strangers(plan: Sparse): readonly Problem[] {
  const services = namesOf(plan.services);
  const stores = namesOf(plan.stores);
  const phases = namesOf(plan.phases);
  const calls = listed(plan.services).flatMap(([service, at]) =>
    listed(service.calls).map(([name, of]): Place => [`services[${at}].calls[${of}]`, name]),
  );
  const migrations = listed(plan.migrations);
  return [
    ...unknown("a service or store of the plan", [...services, ...stores], calls),
    ...unknown(
      "a service of the plan",
      services,
      migrations.map(([{ service }, at]) => [`migrations[${at}].service`, service]),
    ),
    ...unknown(
      "a store of the plan",
      stores,
      migrations.map(([{ store }, at]) => [`migrations[${at}].store`, store]),
    ),
    ...unknown(
      "a store of the plan",
      stores,
      listed(plan.backup?.stores).map(([name, at]) => [`backup.stores[${at}]`, name]),
    ),
    ...unknown("a phase of the plan", phases, phasePlaces(plan)),
    ...(plan.roles ? unknown("a role of the plan", namesOf(plan.roles), rolePlaces(plan)) : []),
  ];
}

function phasePlaces(plan: Sparse): readonly Place[] {
  const before = (list: Sparse["approvals"] | Sparse["decisions"], path: string): readonly Place[] =>
    listed<{ readonly before?: readonly (string | undefined)[] | undefined }>(list).flatMap(([entry, at]) =>
      listed(entry.before).map(([name, of]): Place => [`${path}[${at}].before[${of}]`, name]),
    );
  const announced = listed(plan.announcements).map(([{ when }, at]): Place => {
    return [`announcements[${at}].when`, when && "phase" in when ? when.phase : undefined];
  });
  return [...before(plan.approvals, "approvals"), ...before(plan.decisions, "decisions"), ...announced];
}

function rolePlaces(plan: Sparse): readonly Place[] {
  return [
    ...listed(plan.approvals).map(([{ role }, at]): Place => [`approvals[${at}].role`, role]),
    ...listed(plan.decisions).map(([{ role }, at]): Place => [`decisions[${at}].role`, role]),
    ...listed(plan.onCall?.roles).map(([role, at]): Place => [`on-call.roles[${at}]`, role]),
    ...listed(plan.rollback?.orderedBy).map(([role, at]): Place => [`rollback.ordered by[${at}]`, role]),
    ...listed(plan.signOffs).flatMap(([{ roles }, at]) =>
      listed(roles).map(([role, of]): Place => [`sign-offs[${at}].roles[${of}]`, role]),
    ),
  ];
}

function unknown(kind: string, known: readonly string[], places: readonly Place[]): readonly Problem[] {
  return places.flatMap(([path, name]) => {
    if (name === undefined || known.includes(name)) return [];
    return [{ path, problem: `must be ${kind}${allowedWords(name, known)}`, got: `"${name}"` }];
  });
}

function variableProblems(plan: Sparse): readonly Problem[] {
  return listed(plan.services).flatMap(([{ env = {}, secrets = {}, locked }, at]) => {
    const both = Object.keys(secrets).filter((name) => Object.hasOwn(env, name));
    const names = [...Object.keys(env), ...Object.keys(secrets)];
    return [
      ...both.map((name) => ({
        path: `services[${at}].secrets.${name}`,
        problem: `must stand under "environment" or under "secrets", not under both`,
      })),
      ...unknown(
        "a variable of the service",
        names,
        listed(locked).map(([name, of]) => [`services[${at}].locked[${of}]`, name]),
      ),
    ];
  });
}
