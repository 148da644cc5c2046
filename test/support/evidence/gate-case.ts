import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gatherGateEvidence, type GateEvidence } from "../../../evidence/gate-evidence";
import { signEvidence, type EvidenceHome, type Signed, type ToSign } from "../../../evidence/sign-evidence";
import type { Plan } from "../../../plan/plan";
import type { Trust } from "../../../trust/trust";
import { judgeGates } from "../../../release/judge";
import type { GateSubject } from "../../../release/gates/gate-question";
import type { Judged } from "../../../release/gates/judged";
import { everyGatePlan } from "./every-gate-plan";
import { cast, type Cast } from "./people";
import { canarySince, everyPiece, issuedAt, now, shopRelease, type Piece } from "./pieces";

/** How a case differs from the one in which every gate passes. */
export interface CaseChange {
  readonly trust?: (text: string) => string;
  readonly pieces?: (pieces: readonly Piece[], root: string) => readonly Piece[];
}

/** Signed evidence on disk, and everything to judge it with. */
export class GateCase {
  readonly plan: Plan;
  readonly planHash: string;
  readonly subject: GateSubject;
  readonly home: EvidenceHome;
  readonly signed = new Map<string, Signed>();

  private constructor(
    readonly root: string,
    readonly cast: Cast,
  ) {
    const { plan, hash } = everyGatePlan();
    this.plan = plan;
    this.planHash = hash;
    this.subject = {
      system: "shop",
      stack: "production",
      phase: "canary",
      release: shopRelease(hash),
      profile: "normal",
      irreversible: false,
      leaves: { phase: "canary", since: canarySince },
    };
    this.home = {
      root,
      folder: "evidence",
      journal: { path: "evidence/journal.jsonl", system: "shop", stack: "production" },
    };
  }

  static async make({ trust, pieces = (all) => all }: CaseChange = {}): Promise<GateCase> {
    const one = new GateCase(mkdtempSync(join(tmpdir(), "sluice-gates-")), cast(trust));
    await one.addAll(pieces(everyPiece(one.root, one.planHash), one.root));
    return one;
  }

  async add(piece: Piece): Promise<Signed> {
    const [signed] = await this.addAll([piece]);
    if (signed === undefined) throw new Error("nothing was signed");
    return signed;
  }

  async addAll(pieces: readonly Piece[]): Promise<readonly Signed[]> {
    const wanted = pieces.map(({ by, sign }) => {
      const key = this.cast.keys[by];
      if (key === undefined) throw new Error(`nobody is called ${by}`);
      return { sign, key };
    });
    const signed = await signEvidence(this.home, wanted, issuedAt);
    for (const [at, { name }] of pieces.entries()) {
      const made = signed[at];
      if (made !== undefined) this.signed.set(name, made);
    }
    return signed;
  }

  /** Signs a withdrawal of a piece. */
  async withdraw(name: string, by: string): Promise<Signed> {
    const evidence = this.signed.get(name)?.id ?? "";
    const sign: ToSign = {
      kind: "withdrawal",
      bound: { system: "shop" },
      issued: now,
      claim: { evidence, reason: "it was a mistake" },
    };
    return this.add({ name: `withdrawal-${name}`, by, sign });
  }

  /** Where a piece lies on disk. */
  fileOf(name: string): string {
    const signed = this.signed.get(name);
    if (signed === undefined) throw new Error(`no piece is called ${name}`);
    return join(this.root, signed.path);
  }

  gather(
    change: {
      readonly now?: string;
      readonly subject?: Partial<GateSubject>;
      readonly progressHead?: string;
      readonly trust?: Trust;
      readonly trustHashes?: { readonly before: string; readonly after: string };
    } = {},
  ): GateEvidence {
    return gatherGateEvidence({
      root: this.root,
      from: { folder: "evidence" },
      journalPath: "evidence/journal.jsonl",
      plan: this.plan,
      trust: change.trust ?? this.cast.trust,
      subject: { ...this.subject, ...change.subject },
      now: change.now ?? now,
      ...(change.trustHashes === undefined ? {} : { trustHashes: change.trustHashes }),
      ...(change.progressHead === undefined ? {} : { progressHead: change.progressHead }),
    });
  }

  judge(gate: string, change: Parameters<GateCase["gather"]>[0] = {}): Judged {
    const [verdict] = judgeGates([gate], this.gather(change).question);
    if (verdict === undefined) throw new Error("no verdict");
    return verdict;
  }

  clean(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
