import { relative, resolve, sep } from "node:path";

/** A path as it is shown: from the current folder, with forward slashes, "." for the folder itself; from the root of the disk as it is. */
export function pathFromHere(path: string, here: string = process.cwd()): string {
  const full = resolve(here, path);
  const shown = here === resolve(here, "/") ? full : relative(here, full) || ".";
  return shown.split(sep).join("/");
}
