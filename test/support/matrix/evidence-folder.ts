import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { appendJournal } from "../../../evidence/append-journal";
import { lineHash, parseChain } from "../../../evidence/journal-chain";
import type { Recorded } from "../../../evidence/journal-entry";
import { signEnvelope } from "../../../evidence/sign-envelope";
import { signEvidence, statementToSign, type EvidenceHome, type ToSign } from "../../../evidence/sign-evidence";
import { payloadId } from "../../../evidence/verify-statement";
import { pastTrustPath } from "../../../evidence/trust-change";
import type { MatrixCast, Signer } from "./matrix-cast";
import { faultOf, type Fault, type FaultName } from "./matrix-faults";
import type { GatePiece, MatrixGate } from "./matrix-pieces";

/** A fault in the evidence of one gate. */
export interface Flaw {
  readonly gate: MatrixGate;
  readonly fault: FaultName;
}

/** The folder of evidence of one stack, which is put back to where it stood and signed anew for every cell. */
export class EvidenceFolder {
  readonly #kept: string;
  /** So many entries of the journal hold no evidence any more that counts. */
  #withdrawn = 0;

  constructor(
    private readonly root: string,
    private readonly home: EvidenceHome,
    private readonly cast: MatrixCast,
  ) {
    this.#kept = join(root, "kept", home.folder);
  }

  /** From now on `restore` leads back to what lies here now. */
  keep(): void {
    rmSync(this.#kept, { recursive: true, force: true });
    mkdirSync(this.#kept, { recursive: true });
    if (existsSync(this.#path)) cpSync(this.#path, this.#kept, { recursive: true });
  }

  restore(): void {
    rmSync(this.#path, { recursive: true, force: true });
    cpSync(this.#kept, this.#path, { recursive: true });
  }

  /** Leaves nothing in the folder, as before a first release. */
  forget(): void {
    rmSync(this.#path, { recursive: true, force: true });
  }

  /** Puts a trust of the past where its change is judged from. */
  keepTrust(hash: string, text: string): void {
    const path = join(this.root, pastTrustPath(this.home.folder, hash));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  record(recorded: Recorded): Promise<string> {
    return appendJournal(this.#journal, [recorded], new Date().toISOString());
  }

  /** Takes back all evidence that there is, so that the next move needs every piece anew, and removes the files that no longer count. */
  async withdrawAll(): Promise<void> {
    const chain = parseChain(readFileSync(this.#journal.path));
    const links = chain.kind === "present" ? chain.value : [];
    const issued = new Date().toISOString();
    const key = this.cast.keyOf("holder", "release-manager");
    const wanted = links.slice(this.#withdrawn).flatMap(({ entry: { recorded } }) => {
      if (recorded.kind !== "evidence") return [];
      const claim = { evidence: recorded.evidence, reason: "it is wanted anew" };
      const bound = { system: this.home.journal.system };
      return [{ sign: { kind: "withdrawal", bound, claim, issued } as ToSign, key }];
    });
    await this.#signAll(wanted, issued);
    this.#withdrawn = links.length;
    for (const file of readdirSync(this.#path)) if (file.endsWith(".dsse.json")) rmSync(join(this.#path, file));
  }

  /** Signs every piece, the first one of the flaw's gate with its fault. Answers what the refusal will say. */
  async sign(
    pieces: readonly GatePiece[],
    flaw?: Flaw & { readonly progressHead?: string },
  ): Promise<RegExp | undefined> {
    const at = flaw === undefined ? -1 : pieces.findIndex(({ gate }) => gate === flaw.gate);
    const piece = pieces[at];
    const issued = new Date().toISOString();
    if (flaw === undefined || piece === undefined) {
      await this.#signAll(
        pieces.map((one) => this.#wanted(one, issued)),
        issued,
      );
      if (flaw !== undefined) throw new Error(`gate "${flaw.gate}": no piece of evidence is made for it`);
      return undefined;
    }
    const fault = faultOf(flaw.fault, flaw.gate, { ...piece.sign, issued });
    await this.#signAll(
      pieces.filter((_, index) => index !== at).map((one) => this.#wanted(one, issued)),
      issued,
    );
    await this.#signFaulty(piece, fault, issued);
    if (flaw.fault === "truncated journal") this.#truncate(flaw.progressHead);
    return fault.says;
  }

  get #path(): string {
    return join(this.root, this.home.folder);
  }

  get #journal() {
    return { ...this.home.journal, path: join(this.root, this.home.journal.path) };
  }

  #wanted({ role, at, sign }: GatePiece, issued: string, fault: Partial<Fault> = {}) {
    const signer: Signer = fault.signer ?? "holder";
    const whole = { ...sign, issued };
    return { sign: fault.sign === undefined ? whole : fault.sign(whole), key: this.cast.keyOf(signer, role, at) };
  }

  #signAll(wanted: Parameters<typeof signEvidence>[1], issued: string): ReturnType<typeof signEvidence> {
    return wanted.length === 0 ? Promise.resolve([]) : signEvidence(this.home, wanted, issued);
  }

  async #signFaulty(piece: GatePiece, fault: Fault, issued: string): Promise<void> {
    if (fault.file === "never") return;
    const wanted = this.#wanted(piece, issued, fault);
    if (fault.file === "resubjected") return this.#signResubjected(wanted, issued);
    const [signed] = await this.#signAll([wanted], issued);
    const path = join(this.root, signed?.path ?? "");
    if (fault.file === "removed") rmSync(path);
    if (fault.file === "cut") writeFileSync(path, readFileSync(path).subarray(0, 40));
    if (fault.file === "unsigned") {
      const envelope = JSON.parse(readFileSync(path, "utf8")) as object;
      writeFileSync(path, JSON.stringify({ ...envelope, signatures: [] }));
    }
  }

  /** The signer refuses to sign such a statement, so it is signed and recorded here without asking. */
  async #signResubjected({ sign, key }: Parameters<typeof signEvidence>[1][number], issued: string): Promise<void> {
    const statement = statementToSign(this.root, sign, key.id);
    const subject = statement.subject.map((one) => ({ ...one, digest: { sha256: "f".repeat(64) } }));
    const envelope = await signEnvelope({ ...statement, subject }, key);
    const id = payloadId(Buffer.from(envelope.payload, "base64"));
    const path = `${this.home.folder}/${sign.kind}-${id.slice(0, 12)}.dsse.json`;
    writeFileSync(join(this.root, path), `${JSON.stringify(envelope)}\n`);
    await appendJournal(this.#journal, [{ kind: "evidence", evidence: id, of: sign.kind, path }], issued);
  }

  #truncate(progressHead: string | undefined): void {
    const { path } = this.#journal;
    const text = readFileSync(path, "utf8");
    const lines = text.split("\n");
    const at = lines.findIndex((line) => line !== "" && lineHash(line) === progressHead);
    writeFileSync(
      path,
      at < 0
        ? text.slice(0, -20)
        : lines
            .slice(0, at)
            .map((line) => `${line}\n`)
            .join(""),
    );
  }
}
