/** The programs and definitions that a lab is made of: one folder of each. */
export interface LabToolchain {
  readonly folder: string;
  readonly crds: string;
}

/** Finds or builds what a lab is made of. */
export async function labToolchain(_report: (line: string) => void): Promise<LabToolchain> {
  const { SLUICE_LAB_BIN: folder, SLUICE_LAB_CRDS: crds } = process.env;
  if (folder === undefined || crds === undefined) throw new Error("SLUICE_LAB_BIN, SLUICE_LAB_CRDS: must be set");
  return Promise.resolve({ folder, crds });
}
