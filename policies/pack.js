#!/usr/bin/env node
// The pack's door, for `--policy-pack policies` and, started directly, for `--policy-pack policies/pack.js`, which spares the language host.
// PolicyPack reads the package.json of the working directory, which is the program's in the second case.
process.chdir(__dirname);
// A killed engine ends nobody, and a direct child of it has no language host that would: whoever lost its parent stops by itself.
const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(1), 500).unref();
require("../cli/preload.js");
require("./index");
// Node.js keeps what it compiled when a process exits, but the engine kills its packs.
setTimeout(() => require("node:module").flushCompileCache?.(), 1000).unref();
