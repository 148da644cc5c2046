import type { GateName } from "../gate-name";
import type { SparsePlan } from "../plan";
import { spokenDuration } from "../spoken-duration";
import type { Problem } from "../problem";
import type { Salvaged } from "../salvage";
import { listed } from "./listed";

type Sparse = Salvaged<SparsePlan>;

/** The key of the plan that tells a gate what to ask for. A gate without one could only pass or fail on nothing. */
const toldBy: Partial<Record<GateName, readonly [key: string, section: keyof SparsePlan]>> = {
  "staging-green": ["staging", "staging"],
  approvals: ["approvals", "approvals"],
  "go-no-go": ["decisions", "decisions"],
  tests: ["tests", "tests"],
  backup: ["backup", "backup"],
  "restore-drill": ["backup", "backup"],
  "failover-drill": ["backup", "backup"],
  migration: ["migrations", "migrations"],
  "migration-review": ["migrations", "migrations"],
  documentation: ["documents", "documents"],
  legal: ["legal", "legal"],
  announcement: ["announcements", "announcements"],
};

/** What gates ask for and who signs. */
export function proofChecks(plan: Sparse): readonly Problem[] {
  return [
    ...gateProblems(plan),
    ...unsignedPhases(plan),
    ...repeatedRoles(plan),
    ...hotfixProblems(plan),
    ...takesProblems(plan),
  ];
}

function gateProblems(plan: Sparse): readonly Problem[] {
  const phases = listed(plan.phases).flatMap(([phase, at]) =>
    listed(phase.enter).map(([gate, of]) => [gate, `phases[${at}].enter[${of}]`] as const),
  );
  const staging = listed(plan.staging?.enter).map(([gate, of]) => [gate, `staging.enter[${of}]`] as const);
  return [...staging, ...phases].flatMap(([gate, path]) => {
    const [key, section] = toldBy[gate] ?? [];
    if (path.startsWith("staging") && gate === "staging-green") {
      return [{ path, problem: "must not ask for staging before staging", got: `"${gate}"` }];
    }
    if (key === undefined || section === undefined || plan[section] !== undefined) return [];
    return [{ path, problem: `must be told what to ask for: the plan has no "${key}"`, got: `"${gate}"` }];
  });
}

function unsignedPhases(plan: Sparse): readonly Problem[] {
  const wants = { approvals: plan.approvals, "go-no-go": plan.decisions } as const;
  return listed(plan.phases).flatMap(([{ name, enter }, at]) =>
    (Object.keys(wants) as (keyof typeof wants)[]).flatMap((gate) => {
      const list = wants[gate];
      if (name === undefined || list === undefined || !enter?.includes(gate)) return [];
      const covered = list.some(
        (entry) => entry === undefined || entry.before === undefined || entry.before.includes(name),
      );
      if (covered) return [];
      const key = gate === "approvals" ? "approvals" : "decisions";
      const problem = `must be asked for in a phase that "${key}" names: none of them is before "${name}"`;
      return [{ path: `phases[${at}].enter[${enter.indexOf(gate)}]`, problem, got: `"${gate}"` }];
    }),
  );
}

function repeatedRoles(plan: Sparse): readonly Problem[] {
  const seen = new Map<string, number>();
  return listed(plan.approvals).flatMap(([{ role, before }, at]) => {
    if (role === undefined) return [];
    const key = JSON.stringify([role, before ?? "every phase"]);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, at);
    if (first === undefined) return [];
    const problem = `must be unique for its phases, and approvals[${first}] asks for the same; "people" says how many sign`;
    return [{ path: `approvals[${at}].role`, problem, got: `"${role}"` }];
  });
}

function hotfixProblems(plan: Sparse): readonly Problem[] {
  const soaks = listed(plan.phases).flatMap(([{ soakSeconds }]) => (soakSeconds === undefined ? [] : [soakSeconds]));
  const shortest = Math.min(...soaks);
  const soak = plan.hotfix?.soakSeconds;
  if (soak === undefined || soak < shortest) return [];
  return [
    {
      path: "hotfix.soak",
      problem: `must be shorter than the shortest soak, ${spokenDuration(shortest)}`,
      got: spokenDuration(soak),
    },
  ];
}

function takesProblems(plan: Sparse): readonly Problem[] {
  const most = plan.takes?.atMostSeconds;
  const soaks = listed(plan.phases).reduce(
    (sum, [{ soakSeconds }]) => sum + (soakSeconds ?? 0),
    plan.staging?.soakSeconds ?? 0,
  );
  if (most === undefined || soaks <= most) return [];
  return [
    {
      path: "takes",
      problem: `must have room for all soaks, ${spokenDuration(soaks)}`,
      got: `at most ${spokenDuration(most)}`,
    },
  ];
}
