import * as pulumi from "@pulumi/pulumi";
import type { MockResourceArgs } from "@pulumi/pulumi/runtime";
import { getMonitor } from "@pulumi/pulumi/runtime/settings";

/** The options of a resource that a test may ask for. */
export interface RegisteredOptions {
  readonly parent: string;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly ignoreChanges: readonly string[];
}

/** What a mocked program registered. */
export interface Registered extends MockResourceArgs {
  // Inputs are whatever the resource takes; a test looks into them by path.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly inputs: any;
  readonly options: RegisteredOptions;
}

/** The part of a registration that the mocks do not hand on. */
interface Request {
  getType(): string;
  getName(): string;
  getParent(): string;
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getIgnorechangesList(): string[];
}

let recorded: Registered[] = [];
let options: Record<string, RegisteredOptions> = {};
const none: RegisteredOptions = { parent: "", protect: false, retainOnDelete: false, ignoreChanges: [] };

const ready = pulumi.runtime
  .setMocks(
    {
      newResource: (resource) => {
        recorded.push({ ...resource, options: options[`${resource.type} ${resource.name}`] ?? none });
        return { id: `${resource.name}-id`, state: resource.inputs as Record<string, unknown> };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    "sluice",
    "test",
    false,
  )
  .then(listen);

/** Notes the options of each registration on its way to the mocks. */
function listen(): void {
  const monitor = getMonitor() as unknown as { registerResource: (request: Request, done: unknown) => unknown };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, done) => {
    options[`${request.getType()} ${request.getName()}`] = {
      parent: request.getParent(),
      protect: request.getProtect(),
      retainOnDelete: request.getRetainondelete(),
      ignoreChanges: request.getIgnorechangesList(),
    };
    return register(request, done);
  };
}

/**
 * Runs `build` against the mocked engine and returns every resource that it registered, in order.
 * There is no engine, no provider and no policy: what they would refuse, and what they do with options, is not proven by it.
 */
export async function deploy(build: () => unknown): Promise<readonly Registered[]> {
  await ready;
  recorded = [];
  options = {};
  build();
  await pulumi.runtime.disconnect();
  return recorded;
}

/** The value of an output of a mocked program. */
export const valueOf = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => {
    output.apply(resolve);
  });
