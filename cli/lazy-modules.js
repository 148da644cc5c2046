// @pulumi/pulumi loads the TypeScript compiler and npm's tree reader whenever it starts, though only serialising functions needs them,
// which neither our program nor our pack does. They cost about half a second of processor time in each process. Each gets a stand-in
// that loads the real module at its first use, so that whoever does need it still has it.
const Module = require("node:module");

const lazily = ["@pulumi/pulumi/typescript-shim", "@npmcli/arborist"];

for (const name of lazily) {
  const path = resolved(name);
  if (path !== undefined && require.cache[path] === undefined) require.cache[path] = standIn(path);
}

/** The file of a module as @pulumi/pulumi would load it; nothing where there is none, and then there is nothing to put off. */
function resolved(name) {
  try {
    return require.resolve(name, { paths: [require.resolve("@pulumi/pulumi")] });
  } catch {
    return undefined;
  }
}

function standIn(path) {
  let real;
  const load = () => {
    if (real === undefined) {
      Reflect.deleteProperty(require.cache, path);
      real = require(path);
    }
    return real;
  };
  const module = new Module(path);
  module.filename = path;
  module.loaded = true;
  // With `__esModule`, a transpiled `import * as` keeps the stand-in instead of copying the members that it has so far.
  module.exports = new Proxy(
    {},
    {
      get: (_, key) => (key === "__esModule" ? true : load()[key]),
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
