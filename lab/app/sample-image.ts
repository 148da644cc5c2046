import type { NewImage } from "../images/register-image";

/** What tells one image of the sample application from another. */
export interface SampleImageArgs {
  /** Path of the bundle, from `bundleApp`. */
  readonly bundle: string;
  readonly system: string;
  readonly service: string;
  readonly version: string;
  /** A count of tools, or the path of a JSON list of their names. @default 45 tools */
  readonly tools?: string | undefined;
  /** Path of the control file of faults that all instances of the lab watch. @default none */
  readonly faultsFile?: string | undefined;
}

/**
 * Gives the image of one version of one service, ready for `registerImage`: plain `node` over the bundle. The host, the
 * port and the drain are the pod's business and stay out of it.
 */
export function sampleImage(args: SampleImageArgs): NewImage {
  return {
    name: `${args.system}/${args.service}`,
    program: process.execPath,
    args: [args.bundle],
    version: args.version,
    files: [args.bundle],
    env: {
      SYSTEM: args.system,
      SERVICE: args.service,
      VERSION: args.version,
      ...(args.tools === undefined ? {} : { TOOLS: args.tools }),
      ...(args.faultsFile === undefined ? {} : { LAB_FAULTS: args.faultsFile }),
    },
  };
}
