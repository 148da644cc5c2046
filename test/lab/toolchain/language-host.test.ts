import { spawnSync } from "node:child_process";
import { delimiter, resolve } from "node:path";
import { expect, it } from "vitest";

const repository = resolve(__dirname, "../../..");

it("passes its own Go tests: options, configuration, secrets, exit codes, streams, cancellation, orphans", () => {
  // The host's tests start Node.js; they shall use the project's.
  const PATH = [resolve(repository, "node_modules/.bin"), process.env["PATH"]].join(delimiter);
  const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "test:go"], {
    cwd: repository,
    encoding: "utf8",
    env: { ...process.env, PATH },
  });
  expect(status, stdout + stderr).toBe(0);
});
