import { LocalWorkspace } from "@pulumi/pulumi/automation";

/** Updates one stack through the Automation API: `automation-up <project> <stack> <pack>`. Runs as a program of its own, inside the lab. */
async function update([workDir = "", stackName = "", pack = ""]: readonly string[]): Promise<void> {
  const stack = await LocalWorkspace.selectStack({ workDir, stackName });
  await stack.up({ policyPacks: [pack], onOutput: (text) => process.stdout.write(text) });
}

update(process.argv.slice(2)).catch((problem: unknown) => {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
  process.exitCode = 1;
});
