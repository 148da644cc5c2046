import * as pulumi from "@pulumi/pulumi";

/**
 * Throws a RunError when the stack has released another system before. Every name comes from the system's, so under another one
 * all that runs would be made anew beside itself before the engine finds that it must not delete the old.
 */
export async function refuseRenamed(system: string): Promise<void> {
  const released = await releasedSystem();
  if (released === undefined || released === system) return;
  throw new pulumi.RunError(
    `system "${system}": the stack "${pulumi.getStack()}" releases "${released}", which can be neither renamed nor replaced, got "${system}": ` +
      `author of the plan: keep "system: ${released}", or release "${system}" from a stack of its own, made by "pulumi stack init"`,
  );
}

/** What the outputs of the stack say, as its last update wrote them; nothing before the first one. */
async function releasedSystem(): Promise<string | undefined> {
  const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  const read: { outputs?: { system?: unknown } } = await pulumi.runtime.invoke(
    "pulumi:pulumi:readStackOutputs",
    { name },
    { async: true },
  );
  const system = read.outputs?.system;
  return typeof system === "string" ? system : undefined;
}
