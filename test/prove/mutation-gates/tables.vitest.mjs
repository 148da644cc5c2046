import { vitestSettings } from "./settings.mjs";

/** The tests of the tables, which sign nothing. */
export default vitestSettings(["test/evidence/{claims,evidence-page,journal-entry,signer-problem,statement}.test.ts"]);
