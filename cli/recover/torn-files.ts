import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stateFolder, type StackPlace } from "./state-folder";

/**
 * The files of a stack that a dead engine has left half written, for a backend of files. Pulumi replaces state itself in one step, but writes
 * the `.attrs` file beside it in place (gocloud.dev, blob/fileblob/attrs.go), and with an empty one reads the whole state as "EOF". Such a file
 * holds nothing but a content type; without it the state is read as ever.
 */
export function tornFiles(place: StackPlace): readonly string[] {
  const folder = stateFolder(place);
  if (folder === undefined) return [];
  const { project, stack } = place;
  const beside = [join(folder, "stacks", project), join(folder, "stacks")].flatMap((stacks) =>
    stateNames.map((name) => join(stacks, `${stack}${name}.attrs`)).filter((file) => existsSync(file)),
  );
  const older = ["history", "backups"].flatMap((kind) => attributesIn(join(folder, kind, project, stack)));
  return [...beside, ...older].filter((file) => !isWhole(file));
}

/** State may be compressed, and the one before it is kept. */
const stateNames = [".json", ".json.gz", ".json.zst"].flatMap((name) => [name, `${name}.bak`]);

const attributesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith(".attrs"))
        .map((file) => join(folder, file))
    : [];

function isWhole(file: string): boolean {
  try {
    JSON.parse(readFileSync(file, "utf8"));
    return true;
  } catch {
    return false;
  }
}
