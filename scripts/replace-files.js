import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/**
 * Moves the files of a folder into another one, file by file, and removes what else is there: nobody who reads `to`
 * meanwhile sees half a file, and two that write it at once do no harm.
 * @param {string} from a folder on the same disk
 * @param {string} to
 */
export async function replaceFiles(from, to) {
  const files = await filesIn(from);
  for (const file of files) {
    await mkdir(dirname(join(to, file)), { recursive: true });
    await rename(join(from, file), join(to, file));
  }
  for (const file of await filesIn(to)) {
    if (!files.includes(file)) await rm(join(to, file), { force: true });
  }
}

/** @param {string} folder */
async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
