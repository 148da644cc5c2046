import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { ConfigError } from "./environment";

/** One folder or file that a container sees at a path of its own. */
export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

interface Placed extends Mount {
  /** The deepest folder on the way to the target that exists on this machine. */
  readonly ancestor: string;
}

/**
 * The command line that runs `command` with its mounts in a mount namespace of its own. The machine's own folders are never
 * written to: where a target does not exist, the folder above it is covered by an overlay first, and for a target right
 * below `/` a root is put together from the machine's. `scratch` is the path of a folder for what that needs. Folders that
 * the command names, and `cwd`, stay where they are even below a mount: here they are the image.
 */
export function mountCommand(
  mounts: readonly Mount[],
  scratch: string,
  cwd: string,
  command: readonly string[],
): string[] {
  if (mounts.length === 0) return [...command];
  const placed = mounts.map((mount) => place(mount, scratch));
  const ownRoot = placed.some(({ ancestor }) => ancestor === "/");
  const root = ownRoot ? join(scratch, "root") : "";
  const covered = [...new Set(placed.filter(needsCover).map(({ ancestor }) => ancestor))].toSorted();
  const kept = placed.flatMap((mount) => hidden(mount, [cwd, ...command]));
  const script = [
    "set -e",
    // In memory, so that all of it is gone with the namespace.
    `mkdir -p ${quote(scratch)}; mount -t tmpfs scratch ${quote(scratch)}`,
    ...(ownRoot ? newRoot(root) : []),
    ...kept.flatMap(({ folder, inVolume }, at) => keep(folder, inVolume, join(scratch, `kept-${at}`))),
    ...covered.flatMap((folder, at) => cover(root, folder, join(scratch, `cover-${at}`))),
    ...placed.flatMap((mount) => bind(root, mount)),
    ...kept.map(({ folder }, at) => `mount --bind ${quote(join(scratch, `kept-${at}`))} ${quote(`${root}${folder}`)}`),
    ownRoot ? `exec chroot ${quote(root)} env -C ${quote(cwd)} "$@"` : `cd ${quote(cwd)}; exec "$@"`,
  ];
  return ["unshare", "--mount", "--propagation", "private", "sh", "-c", script.join("\n"), "sh", ...command];
}

function place(mount: Mount, scratch: string): Placed {
  let existing = mount.target;
  while (!existsSync(existing)) existing = dirname(existing);
  const ancestor = realpathSync(existing);
  const target = join(ancestor, relative(existing, mount.target));
  if (ancestor !== "/" && target !== ancestor && `${scratch}${sep}`.startsWith(`${ancestor}${sep}`)) {
    throw new ConfigError(`mountPath ${mount.target}: lies beside the lab's own folder, which the mount would hide`);
  }
  return { ...mount, target, ancestor };
}

/** The folders of this machine behind `paths` that a mount would hide, and where each belongs within its volume. */
function hidden({ source, target }: Mount, paths: readonly string[]): { folder: string; inVolume: string }[] {
  const folders = paths
    .filter((path) => isAbsolute(path) && existsSync(path))
    .map((path) => (statSync(path).isDirectory() ? path : dirname(path)))
    .filter((folder) => folder.startsWith(`${target}${sep}`));
  return [...new Set(folders)].map((folder) => ({ folder, inVolume: join(source, relative(target, folder)) }));
}

function keep(folder: string, inVolume: string, aside: string): string[] {
  return [`mkdir -p ${quote(aside)} ${quote(inVolume)}`, `mount --bind ${quote(folder)} ${quote(aside)}`];
}

const needsCover = ({ ancestor, target }: Placed): boolean => ancestor !== "/" && ancestor !== target;

function newRoot(root: string): string[] {
  return [
    `R=${quote(root)}`,
    'mkdir "$R"',
    'for p in /*; do if [ -L "$p" ]; then cp -P "$p" "$R$p"',
    'elif [ -d "$p" ]; then mkdir "$R$p"; mount --rbind "$p" "$R$p"',
    'else : > "$R$p"; mount --bind "$p" "$R$p"; fi; done',
  ];
}

function cover(root: string, folder: string, scratch: string): string[] {
  const [upper, work] = [join(scratch, "upper"), join(scratch, "work")];
  const options = `lowerdir=${folder},upperdir=${upper},workdir=${work},userxattr`;
  return [
    `mkdir -p ${quote(upper)} ${quote(work)}`,
    `mount -t overlay overlay -o ${quote(options)} ${quote(`${root}${folder}`)}`,
  ];
}

function bind(root: string, { source, target, readOnly }: Placed): string[] {
  const [from, to] = [quote(source), quote(`${root}${target}`)];
  return [
    `if [ -d ${from} ]; then mkdir -p ${to}; else mkdir -p "$(dirname ${to})"; : >> ${to}; fi`,
    `mount --bind ${from} ${to}`,
    ...(readOnly ? [`mount -o remount,bind,ro ${to}`] : []),
  ];
}

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
