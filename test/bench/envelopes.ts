import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyringOf } from "../../evidence/keyring";
import { readEvidence } from "../../evidence/read-evidence";
import { signEvidence, type ToSign } from "../../evidence/sign-evidence";
import { cast } from "../../lab/start/cast";
import { readPlan } from "../../plan/read-plan";
import { readTrust } from "../../trust/read-trust";
import { repository } from "./engine";
import { summary, type Summary } from "./summary";

/** How long it takes to read and verify so many envelopes from a folder, in milliseconds. */
export interface EnvelopeTime {
  readonly envelopes: number;
  readonly milliseconds: Summary;
}

const counts = [10, 100, 1000] as const;
const role = "qa";

/** Signs approvals, then reads and verifies all of them, round after round; the first round does not count. */
export async function envelopeTimes(rounds: number): Promise<readonly EnvelopeTime[]> {
  const times: EnvelopeTime[] = [];
  for (const envelopes of counts) {
    const root = mkdtempSync(join(tmpdir(), "sluice-bench-"));
    try {
      const verify = await signed(root, envelopes);
      verify();
      times.push({ envelopes, milliseconds: summary(Array.from({ length: rounds }, verify)) });
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }
  return times;
}

/** Signs so many approvals into a folder. What it answers verifies all of them and gives the milliseconds. */
async function signed(root: string, envelopes: number): Promise<() => number> {
  const plan = readPlan(readFileSync(join(repository, "systems/mcp-jira-server/plan.yaml"), "utf8"));
  if (plan.kind === "invalid") throw new Error("envelopes: the plan must be valid");
  const people = cast(plan.plan);
  const trust = readTrust(people.trustText);
  if (trust.kind === "invalid") throw new Error("envelopes: the trust must be valid");
  const keyring = keyringOf(trust.trust);
  const now = new Date();
  const wanted = Array.from({ length: envelopes }, (_, at) => ({
    sign: approval(plan.plan.system, new Date(now.getTime() - at * 1000)),
    key: people.keyOf(role),
  }));
  const journal = { path: "evidence/journal.jsonl", system: plan.plan.system, stack: "production" };
  await signEvidence({ root, folder: "evidence", journal }, wanted, now.toISOString());
  return () => {
    const begin = performance.now();
    const { findings } = readEvidence({ root, from: { folder: "evidence" }, keyring, now: now.toISOString() });
    const milliseconds = performance.now() - begin;
    const valid = findings.filter(({ kind }) => kind === "present").length;
    if (valid !== envelopes) throw new Error(`envelopes: all ${envelopes} must verify, got ${valid}`);
    return milliseconds;
  };
}

function approval(system: string, issued: Date): ToSign {
  const hash = "0".repeat(64);
  return {
    kind: "approval",
    bound: { system, stack: "production", phase: "canary", plan: `v1:${hash}`, release: hash },
    artifacts: { server: `sha256:${hash}` },
    claim: { role },
    issued: issued.toISOString(),
  } as ToSign;
}
