// @pulumi/pulumi loads the TypeScript compiler, npm's tree reader, its Automation API and all of OpenTelemetry whenever it starts, though our program
// and our pack need none of them. They cost about 0.6 seconds of processor time in each process. Each gets a stand-in that loads the real module at
// its first use, so that whoever does need it still has it.
const Module = require("node:module");

const lazily = [
  "@pulumi/pulumi/typescript-shim",
  "@pulumi/pulumi/automation",
  "@npmcli/arborist",
  "normalize-package-data",
];

for (const name of lazily) replace(name, standIn);
replace("@pulumi/pulumi/cmd/run/tracing", untraced);
// What it does, source-positions.js does.
replace("source-map-support/register", empty);

function replace(name, by) {
  const path = resolved(name);
  if (path !== undefined && require.cache[path] === undefined) require.cache[path] = by(path);
}

/** The file of a module as @pulumi/pulumi would load it; nothing where there is none, and then there is nothing to put off. */
function resolved(name) {
  try {
    return require.resolve(name, { paths: [require.resolve("@pulumi/pulumi")] });
  } catch {
    return undefined;
  }
}

function empty(path) {
  const module = new Module(path);
  module.filename = path;
  module.loaded = true;
  return module;
}

/** Until tracing is started, its spans are those of OpenTelemetry's interface alone, as they are in the real module. */
function untraced(path) {
  let load = () => ({ newSpan: (name) => interfaceOf(path).trace.getTracer("nodejs-runtime").startSpan(name) });
  const real = onceReal(path);
  const module = empty(path);
  module.exports = {
    start: (url) => {
      load = real;
      load().start(url);
    },
    stop: () => load().stop?.(),
    newSpan: (name) => load().newSpan(name),
  };
  return module;
}

const interfaceOf = (path) => require(require.resolve("@opentelemetry/api", { paths: [path] }));

/** Loads what stands behind a stand-in, once. */
function onceReal(path) {
  let real;
  return () => {
    if (real === undefined) {
      Reflect.deleteProperty(require.cache, path);
      real = require(path);
    }
    return real;
  };
}

function standIn(path) {
  const load = onceReal(path);
  const module = empty(path);
  // With `__esModule`, a transpiled `import * as` keeps the stand-in instead of copying the members that it has so far.
  module.exports = new Proxy(
    {},
    {
      get: (_, key) => (key === "__esModule" ? true : memberOf(load(), key)),
      has: (_, key) => key in load(),
      ownKeys: () => Reflect.ownKeys(load()),
      getOwnPropertyDescriptor: (_, key) => {
        const found = Object.getOwnPropertyDescriptor(load(), key);
        return found && { ...found, configurable: true };
      },
    },
  );
  return module;
}

/** A module that was not transpiled is its own default. */
const memberOf = (real, key) => (key === "default" && !real.__esModule ? real : real[key]);
