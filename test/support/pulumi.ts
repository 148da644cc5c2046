import * as pulumi from "@pulumi/pulumi";
import type { MockResourceArgs } from "@pulumi/pulumi/runtime";

/** What a mocked program registered. */
export interface Registered extends MockResourceArgs {
  // Inputs are whatever the resource takes; a test looks into them by path.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly inputs: any;
}

let recorded: Registered[] = [];
void pulumi.runtime.setMocks(
  {
    newResource: (resource) => {
      recorded.push(resource);
      return { id: `${resource.name}-id`, state: resource.inputs as Record<string, unknown> };
    },
    call: ({ inputs }) => inputs as Record<string, unknown>,
  },
  "sluice",
  "test",
  false,
);

/**
 * Runs `build` against the mocked engine and returns every resource that it registered, in order.
 * There is no engine, no provider and no policy: what they would refuse, and what they do with options, is not proven by it.
 */
export async function deploy(build: () => unknown): Promise<readonly Registered[]> {
  recorded = [];
  build();
  await pulumi.runtime.disconnect();
  return recorded;
}

/** The value of an output of a mocked program. */
export const valueOf = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => {
    output.apply(resolve);
  });
