import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

import { UsageError } from "../commands/stop.js";

/** Files by name, all in one folder. */
export type FolderContent = Readonly<Record<string, string | Buffer>>;

/** What embed may have written, whatever the package. */
const ours =
  /^(?:manifest\.json|sea-assets\.json|package\.json|register\.js|register\.d\.ts|.+\.node\.gz)$/u;
const temporary = /^\..+\.[0-9a-f]{12}\.tmp$/u;

/** Files of a folder that embed would take for its own and remove; throws where others are among them. */
export function ownFiles(folder: string, shown: string, packageName: string): readonly string[] {
  const standing = nearestStanding(folder);
  if (statSync(standing).isFile()) {
    const is = standing === folder ? "is a file" : `is below ${standing}, a file`;
    throw new UsageError(`--out: ${shown} ${is}; name a folder`);
  }
  if (standing !== folder) return [];
  const found = readdirSync(folder).filter((name) => !temporary.test(name));
  if (found.length === 0) return [];
  const owner = ownerOf(folder);
  const foreign = owner === null ? found[0] : found.find((name) => !ours.test(name));
  if (foreign !== undefined) {
    throw new UsageError(
      `--out: ${shown} holds what ferrotype embed did not write, such as ${foreign}; name a folder of its own`,
    );
  }
  if (owner !== packageName) {
    throw new UsageError(`--out: ${shown} is that of ${owner}; give ${packageName} another folder`);
  }
  return found;
}

/** The folder, or the nearest above it that is there. */
function nearestStanding(folder: string): string {
  return existsSync(folder) ? folder : nearestStanding(dirname(folder));
}

/** Package whose manifest lies in a folder; null without one. */
function ownerOf(folder: string): string | null {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as {
      readonly format?: unknown;
      readonly package?: unknown;
    };
    return manifest.format === 1 && typeof manifest.package === "string" ? manifest.package : null;
  } catch {
    return null;
  }
}

/** Brings a folder to this content: equal files stay untouched, `before` that are no longer wanted go. */
export function writeFolder(
  folder: string,
  content: FolderContent,
  before: readonly string[],
): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, wanted] of Object.entries(content)) {
    const path = join(folder, name);
    const bytes = Buffer.from(wanted);
    if (before.includes(name) && readFileSync(path).equals(bytes)) continue;
    const fresh = join(folder, `.${name}.${randomBytes(6).toString("hex")}.tmp`);
    try {
      writeFileSync(fresh, bytes);
      renameSync(fresh, path);
    } catch (error) {
      rmSync(fresh, { force: true });
      throw error;
    }
  }
  for (const name of before) if (!Object.hasOwn(content, name)) rmSync(join(folder, name));
}
