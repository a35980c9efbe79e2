/** Finds the two locks of each addon: files, git refs, or what lies on disk. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { parseLock } from "../diff/parse-lock.js";
import type { Surface } from "../model/surface.js";
import type { ResolvedConfig } from "../read/config.js";
import type { Flags } from "./arguments.js";
import { nearestTags, readAtCommit, resolveRef } from "./diff-git.js";
import { pathFromHere } from "./path-from-here.js";
import { openConfig } from "./session.js";
import { stop, UsageError } from "./stop.js";

/** Two surfaces of one addon. */
export interface Sides {
  /** What the older one is called: a ref or a file. */
  readonly base: string;
  readonly before: Surface;
  readonly after: Surface;
}

/** A lock of an addon that the config names. */
interface Lock {
  /** Absolute folder of the config, from which git is asked: that of the locks may be gone. */
  readonly root: string;
  /** Relative to it, with forward slashes. */
  readonly path: string;
  /** As it is shown. */
  readonly name: string;
}

/** The locks that are to be compared, one pair for each addon. */
export async function readSides(base: string | null, flags: Flags): Promise<readonly Sides[]> {
  const { to } = flags.diff;
  const baseFile = base !== null && isFile(base) ? readLockFile(base) : null;
  const toFile = to !== null && isFile(to) ? readLockFile(to) : null;
  if (base !== null && baseFile !== null && toFile !== null) {
    return [{ base, before: baseFile, after: toFile }];
  }
  const config = await openConfig(flags);
  const locks = locksOf(config, baseFile ?? toFile);
  const sides: Sides[] = [];
  for (const lock of locks) {
    const before =
      baseFile !== null && base !== null
        ? { base, surface: baseFile }
        : await readBase(base, lock, flags.quiet || flags.json);
    const after = toFile ?? (to === null ? readOnDisk(lock) : await readAtRef(to, lock, "--to"));
    sides.push({ base: before.base, before: before.surface, after });
  }
  return sides;
}

/** Locks of all addons, or of the one that a file is of. */
function locksOf(config: ResolvedConfig, file: Surface | null): readonly Lock[] {
  const addons = config.addons.filter(({ name }) => file === null || name === file.package.addon);
  if (file !== null && addons.length === 0) {
    throw new UsageError(
      `the lock is of ${file.package.addon}, and ${shown(config.path)} has no such addon; name two files: BASE and --to`,
    );
  }
  return addons.map(({ name }) => {
    const path = `${config.locks}/${name}.json`;
    return { root: config.root, path, name: shown(join(config.root, path)) };
  });
}

async function readBase(
  ref: string | null,
  lock: Lock,
  quiet: boolean,
): Promise<{ readonly base: string; readonly surface: Surface }> {
  if (ref !== null) return { base: ref, surface: await readAtRef(ref, lock, "BASE") };
  const released = await readLastRelease(lock);
  if (released !== null) return released;
  if (!quiet) process.stderr.write(`no tag names a version of ${lock.name}; comparing with HEAD\n`);
  return { base: "HEAD", surface: await readAtRef("HEAD", lock, "BASE") };
}

/** Older tags are not looked at: a release without a tag is not told from none at all. */
const TAGS_AT_MOST = 50;

/** The lock at the newest tag that ends in the version of the lock there (`v1.2.0`, `natives-v1.2.0`). */
async function readLastRelease(
  lock: Lock,
): Promise<{ readonly base: string; readonly surface: Surface } | null> {
  const { root, path } = lock;
  if ((await resolveRef(root, "HEAD")) === null) return null;
  for (const tag of (await nearestTags(root)).slice(0, TAGS_AT_MOST)) {
    const text = await readAtCommit(root, tag, path);
    const parsed = text === null ? null : parseLock(text);
    if (parsed === null || "fault" in parsed) continue;
    const { surface } = parsed;
    if (tag.endsWith(surface.package.version)) return { base: tag, surface };
  }
  return null;
}

async function readAtRef(ref: string, { root, path, name }: Lock, what: string): Promise<Surface> {
  const commit = await resolveRef(root, ref);
  if (commit === null) {
    if (ref === "HEAD") {
      throw stop("FT7005", "HEAD has no commit yet", "commit the lock, or compare two files");
    }
    throw new UsageError(`${what}: ${ref} is neither a file nor a git ref`);
  }
  const text = await readAtCommit(root, commit, path);
  if (text === null) {
    throw stop(
      "FT7005",
      `${ref} holds no ${name}`,
      "name a ref that has it, or compare two files: ferrotype diff BEFORE.json --to AFTER.json",
    );
  }
  return surfaceOf(text, `${name} at ${ref}`);
}

function readOnDisk({ root, path, name }: Lock): Surface {
  const file = join(root, path);
  if (!isFile(file)) {
    throw stop("FT7005", `${name} is not there`, "run `ferrotype generate`, which writes it");
  }
  return surfaceOf(readFileSync(file, "utf8"), name);
}

function readLockFile(path: string): Surface {
  return surfaceOf(readFileSync(path, "utf8"), path);
}

function surfaceOf(text: string, name: string): Surface {
  const parsed = parseLock(text);
  if ("surface" in parsed) return parsed.surface;
  throw stop("FT7006", `${name} ${parsed.fault}`, parsed.help);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function shown(path: string): string {
  const fromHere = pathFromHere(path);
  return fromHere.startsWith("../") ? path : fromHere;
}
