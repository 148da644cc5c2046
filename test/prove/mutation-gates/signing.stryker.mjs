import { strykerSettings } from "./settings.mjs";

/** What signs, and what reads bytes, envelopes, statements and the chain of the journal. */
export default strykerSettings("signing", [
  "evidence/{append-journal,bounded-file,envelope,journal-chain,journal-path,keyring,list-evidence}.ts",
  "evidence/{report,sign-envelope,sign-evidence,signer-problem,statement,strict-json,verify-statement}.ts",
]);
