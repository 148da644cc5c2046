#!/usr/bin/env node
// The pack's door, for `--policy-pack policies` and, started directly, for `--policy-pack policies/pack.js`.
// PolicyPack reads the package.json of the working directory, which is the program's in the second case.
process.chdir(__dirname);
require("../cli/preload.js");
require("./index");
