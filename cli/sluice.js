#!/usr/bin/env node
// Commands are TypeScript, taken as one file without a build step, so an edit takes effect at once.
require("./preload.js");
const { main } = require("./main.ts");

main(process.argv.slice(2)).catch((failure) => {
  console.error(failure instanceof Error ? (failure.stack ?? failure.message) : failure);
  process.exitCode = 1;
});
