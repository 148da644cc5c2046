import { vitestSettings } from "./settings.mjs";

/** Their own tests, and that of what reads evidence with all of them. */
export default vitestSettings([
  "test/evidence/{append-journal,bounded-file,envelope,journal-chain,keyring,list-evidence}.test.ts",
  "test/evidence/{report,sign-evidence,signer-problem,statement,strict-json,verify-statement}.test.ts",
  "test/evidence/{read-evidence,read-journal}.test.ts",
]);
