import { strykerSettings } from "./settings.mjs";

/** What reads whole folders of evidence and the whole journal: every file directly in `evidence/` that no other group has. */
export default strykerSettings("reading", [
  "evidence/*.ts",
  "!evidence/{append-journal,bounded-file,envelope,journal-chain,journal-path,keyring,list-evidence}.ts",
  "!evidence/{report,sign-envelope,sign-evidence,signer-problem,statement,strict-json,verify-statement}.ts",
  "!evidence/{blackout-calendar,read-freezes}.ts",
  "!evidence/{claims,evidence-kind,evidence-page,evidence-row,journal-entry}.ts",
]);
