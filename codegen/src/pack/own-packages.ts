/** What a former run left in a destination. Nothing else there may be replaced or removed. */
import { createHash } from "node:crypto";
import { lstatSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

import { pathFromHere } from "../commands/path-from-here.js";
import { UsageError } from "../commands/stop.js";

/** Names what is packed, in the order in which it is to be published. */
export const listName = "packages.json";

/** What the list says of a package, as far as it proves that a folder and a tarball are ours. */
interface Listed {
  readonly folder: string;
  readonly tarball: string;
  readonly integrity: string;
  readonly contentSha256: string;
}

/**
 * Folders and tarballs of a former run that are there. Throws where one of them was changed since, and where something
 * else is in the place of a name that is to be written.
 */
export function ownNames(destination: string, wanted: readonly string[]): readonly string[] {
  const shown = pathFromHere(destination);
  const state = statSync(destination, { throwIfNoEntry: false });
  if (state === undefined) return [];
  if (!state.isDirectory()) throw new UsageError(`--out: ${shown} is no folder`);
  const listed = readList(join(destination, listName));
  const proofs = new Map<string, boolean>(
    (listed ?? []).flatMap(({ folder, tarball, integrity, contentSha256 }) => [
      [folder, digestFolder(join(destination, folder)) === contentSha256],
      [tarball, tarballIntegrity(join(destination, tarball)) === integrity],
    ]),
  );
  const isThere = (name: string): boolean =>
    lstatSync(join(destination, name), { throwIfNoEntry: false }) !== undefined;
  const foreign = wanted.find(
    (name) => isThere(name) && !proofs.has(name) && !(name === listName && listed !== null),
  );
  if (foreign !== undefined) {
    throw new UsageError(
      `${shown} holds what ferrotype pack did not write, such as ${foreign}; name a folder of its own with --out`,
    );
  }
  const own = [...proofs.keys()].filter(isThere);
  const changed = own.find((name) => proofs.get(name) !== true);
  if (changed !== undefined) {
    throw new UsageError(
      `${pathFromHere(join(destination, changed))} is not as ferrotype pack wrote it; move it away, or name another folder with --out`,
    );
  }
  return own;
}

/** The list of a former run; null where there is none, or not one of ours. */
function readList(path: string): readonly Listed[] | null {
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() !== true) return null;
  try {
    const { packages } = JSON.parse(readFileSync(path, "utf8")) as { readonly packages?: unknown };
    if (!Array.isArray(packages) || packages.length === 0) return null;
    return packages.every(isListed) ? packages : null;
  } catch {
    return null;
  }
}

function isListed(value: unknown): value is Listed {
  if (typeof value !== "object" || value === null) return false;
  const { folder, tarball, integrity, contentSha256 } = value as Partial<
    Record<keyof Listed, unknown>
  >;
  return (
    [folder, tarball].every((name) => typeof name === "string" && isPlainName(name)) &&
    typeof integrity === "string" &&
    typeof contentSha256 === "string"
  );
}

/** No way out of the destination, and not the destination itself. */
function isPlainName(name: string): boolean {
  return /^[\w.~+-]+$/u.test(name) && !/^\.+$/u.test(name);
}

/** SHA-256 over the names and bytes of all that is in a folder; null where it is none, or holds links and the like. */
export function digestFolder(folder: string): string | null {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return null;
  const hash = createHash("sha256");
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { entry, path, name: relative(folder, path).split(sep).join("/") };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { entry, path, name } of entries) {
    const isFile = entry.isFile();
    if (!isFile && !entry.isDirectory()) return null;
    const bytes = isFile ? readFileSync(path) : null;
    hash.update(`${JSON.stringify([name, bytes?.length ?? null])}\n`);
    if (bytes !== null) hash.update(bytes);
  }
  return hash.digest("hex");
}

function tarballIntegrity(path: string): string | null {
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() !== true) return null;
  return `sha512-${createHash("sha512").update(readFileSync(path)).digest("base64")}`;
}
