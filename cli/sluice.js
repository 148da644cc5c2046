#!/usr/bin/env node
// Commands are TypeScript: tsx runs them without a build step, so an edit takes effect at once.
require("tsx/cjs");
const { main } = require("./main.ts");

main(process.argv.slice(2)).catch((failure) => {
  console.error(failure instanceof Error ? (failure.stack ?? failure.message) : failure);
  process.exitCode = 1;
});
