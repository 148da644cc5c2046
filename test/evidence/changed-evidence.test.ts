import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as VerifyStatementModule from "../../evidence/verify-statement";
import type * as StrictJsonModule from "../../evidence/strict-json";
import type * as BoundedFileModule from "../../evidence/bounded-file";
import type * as JudgeModule from "../../release/judge";
import type * as GateModule from "../../policies/gate";
import type * as ClaimModule from "../../contract/claim";
import { violations } from "../support/policy";
import { changedCopy, type ChangedCopy } from "../support/evidence/changed-copy";
import { GateCase } from "../support/evidence/gate-case";
import { now } from "../support/evidence/pieces";
import { keyringOf } from "../../evidence/keyring";
import { signEnvelope } from "../../evidence/sign-envelope";
import { statementToSign } from "../../evidence/sign-evidence";
import type { Envelope } from "../../evidence/envelope";

/* All changes that Stryker knows are made by `npm run prove -- mutation-gates`; these few show that each check is missed. */
let one: GateCase;
let outside: string;
beforeAll(async () => {
  one = await GateCase.make({ pieces: (all) => all.filter(({ name }) => name === "approval-security") });
  outside = mkdtempSync(join(tmpdir(), "sluice-outside-"));
  mkdirSync(join(outside, "root"));
  writeFileSync(join(outside, "secret"), "secret");
  symlinkSync(join(outside, "secret"), join(outside, "root/link"));
});
afterAll(() => {
  one.clean();
  rmSync(outside, { recursive: true });
});

async function signed(by: string, signer = `${by}-2026`): Promise<Envelope> {
  const key = one.cast.keys[by];
  if (key === undefined) throw new Error(`nobody is called ${by}`);
  const bound = { system: "shop", stack: "production", phase: "canary", plan: one.planHash, release: "release-2" };
  const { artifacts } = one.subject.release;
  const sign = { kind: "approval", bound, artifacts, issued: now, claim: { role: "security" } } as const;
  return signEnvelope(statementToSign(one.root, sign, signer), key);
}
/** Whether a copy believes an envelope. */
const believes = async (copy: ChangedCopy, envelope: Envelope, trust = one.cast.trust): Promise<boolean> => {
  const { verifyEnvelope } = await copy.load<typeof VerifyStatementModule>("evidence/verify-statement.ts");
  return verifyEnvelope(envelope, { keyring: keyringOf(trust), now }).kind === "present";
};

/** What must never be let through, each with the change of the source that lets it. */
const forgeries: readonly (readonly [string, string, string, string, (copy: ChangedCopy) => Promise<boolean>])[] = [
  [
    "a signature over something else",
    "evidence/envelope.ts",
    "return verified({ payload, signature, key })\n",
    "return true\n",
    async (copy) => {
      const envelope = await signed("sam");
      const payload = Buffer.from(envelope.payload, "base64").toString().replace('"canary"', '"full"');
      return believes(copy, { ...envelope, payload: Buffer.from(payload).toString("base64") });
    },
  ],
  [
    "a second signature",
    "evidence/envelope.ts",
    "more.length > 0",
    "false",
    async (copy) => {
      const envelope = await signed("sam");
      return believes(copy, { ...envelope, signatures: [...envelope.signatures, ...envelope.signatures] });
    },
  ],
  [
    "a payload that names another key",
    "evidence/verify-statement.ts",
    "signer !== key.id",
    "false",
    async (copy) => believes(copy, await signed("sam", "tom-2026")),
  ],
  [
    "a revoked key",
    "evidence/signer-problem.ts",
    "key.revoked !== undefined",
    "false",
    async (copy) => {
      const revocations = [{ key: "sam-2026", at: now, reason: "stolen" }];
      return believes(copy, await signed("sam"), { ...one.cast.trust, revocations });
    },
  ],
  [
    "a signer without the role",
    "evidence/signer-problem.ts",
    "return may\n",
    "return true\n",
    async (copy) => believes(copy, await signed("olga")),
  ],
  [
    "a property that stands twice",
    "evidence/strict-json.ts",
    "names?.has(name) === true",
    "false",
    async (copy) => {
      const { parseStrictJson } = await copy.load<typeof StrictJsonModule>("evidence/strict-json.ts");
      return parseStrictJson(Buffer.from('{"a":1,"a":2}')).kind === "present";
    },
  ],
  [
    "a link out of the folder",
    "evidence/bounded-file.ts",
    "!isBelow(realpathSync(root), real)",
    "false",
    async (copy) => {
      const { readBoundedFile } = await copy.load<typeof BoundedFileModule>("evidence/bounded-file.ts");
      return readBoundedFile(join(outside, "root"), "link").kind === "present";
    },
  ],
  [
    "a journal that was cut",
    "release/judge.ts",
    "!journal.value.reachesProgress",
    "false",
    async (copy) => {
      const { judgeGates } = await copy.load<typeof JudgeModule>("release/judge.ts");
      const { question } = one.gather({ progressHead: "f".repeat(64) });
      const trustChange = { status: "pass", reason: "is the same" } as const;
      return judgeGates(["trust-change"], { ...question, trustChange })[0]?.status === "pass";
    },
  ],
  [
    "a judge that answers nothing",
    "policies/gate.ts",
    "verdicts.length > 0",
    "true",
    async (copy) => {
      const { gate } = await copy.load<typeof GateModule>("policies/gate.ts");
      const { Claim } = await copy.load<typeof ClaimModule>("contract/claim.ts");
      const about = { name: "sample", description: "A sample.", remediationSteps: "Run it." };
      Claim.parse = (claim) => claim as ReturnType<typeof Claim.parse>;
      const policy = gate(about, () => Promise.resolve([]));
      return (await violations(policy, { type: "sluice:index:Release", name: "shop", props: {} })).length === 0;
    },
  ],
];

describe("evidence and its judges", () => {
  it.each(forgeries)(
    "let %s through only when its check is taken out",
    async (_, file, original, replacement, passes) => {
      const whole = changedCopy();
      const changed = changedCopy({ file, original, replacement });
      try {
        expect([await passes(whole), await passes(changed)]).toEqual([false, true]);
      } finally {
        whole.clean();
        changed.clean();
      }
    },
  );
});
