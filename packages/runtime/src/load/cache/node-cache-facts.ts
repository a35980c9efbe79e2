import { fs, path as paths } from "../../builtin.js";
import { systemCode } from "./cache-error.js";
import type { CacheEntry, CacheFacts } from "./cache-facts.js";

const placed = /* @__PURE__ */ new Map<string, string>();
const warned = /* @__PURE__ */ new Set<string>();

/** The real world, for a package whose variables begin with `envPrefix`. Modules are asked for when they are needed. */
export function nodeCacheFacts(envPrefix: string): CacheFacts {
  const crypto = process.getBuiltinModule("node:crypto");
  const os = process.getBuiltinModule("node:os");
  const { platform } = process;
  return {
    platform,
    env: process.env,
    envPrefix,
    uid: process.geteuid?.() ?? null,
    home() {
      try {
        return os.homedir();
      } catch {
        return null;
      }
    },
    temp: () => os.tmpdir(),
    nowMs: () => Date.now(),
    random: () => crypto.randomBytes(8).toString("hex"),
    sha256: (what) =>
      typeof what === "string"
        ? hashFile(what, crypto.createHash("sha256"))
        : crypto.createHash("sha256").update(what).digest("hex"),
    wait(ms) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    },
    warn(message, code) {
      if (!warned.has(message)) process.emitWarning(message, { type: "FerrotypeWarning", code });
      warned.add(message);
    },
    placed,
    entry,
    list: (folder) => fs.readdirSync(folder),
    makeFolder,
    makeTempFolder: (prefix) => fs.mkdtempSync(prefix),
    writeNew(path, bytes) {
      const file = fs.openSync(path, "wx", 0o600);
      try {
        for (let at = 0; at < bytes.length;) at += fs.writeSync(file, bytes, at);
        // On Windows, modes mean nothing but "read-only".
        if (platform !== "win32") fs.fchmodSync(file, 0o700);
        fs.fsyncSync(file);
      } finally {
        fs.closeSync(file);
      }
    },
    link: fs.linkSync,
    rename: fs.renameSync,
    remove(path) {
      fs.rmSync(path, { recursive: true, force: true });
    },
    touch(path) {
      const now = new Date();
      fs.utimesSync(path, now, now);
    },
    syncFolder,
  };
}

function entry(path: string, follow = false): CacheEntry | null {
  const found = (follow ? fs.statSync : fs.lstatSync)(path, { throwIfNoEntry: false });
  if (found === undefined) return null;
  const kind = found.isFile()
    ? "file"
    : found.isDirectory()
      ? "folder"
      : found.isSymbolicLink()
        ? "link"
        : "other";
  const { uid, mode, size: sizeBytes, mtimeMs: modifiedMs, ctimeMs: changedMs, ino: inode } = found;
  return { kind, uid, mode: mode & 0o7777, sizeBytes, modifiedMs, changedMs, inode };
}

/** One by one: with `recursive`, Node says that a read-only disk has no such folder. */
function makeFolder(folder: string, again = true): void {
  try {
    fs.mkdirSync(folder, 0o700);
  } catch (error) {
    const code = systemCode(error);
    const above = paths.dirname(folder);
    if (code === "EEXIST") return;
    if (!again || code !== "ENOENT" || above === folder) throw error;
    makeFolder(above);
    makeFolder(folder, false);
  }
}

/** In pieces: an addon may be large. */
function hashFile(path: string, hash: import("node:crypto").Hash): string {
  // `O_NOFOLLOW` is undefined on Windows, which is 0 here.
  const file = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW);
  try {
    const piece = new Uint8Array(1 << 18);
    for (let length; (length = fs.readSync(file, piece, 0, piece.length, null)) > 0;) {
      hash.update(piece.subarray(0, length));
    }
    return hash.digest("hex");
  } finally {
    fs.closeSync(file);
  }
}

/** Not every system opens folders (Windows does not), nor every file system syncs them. */
function syncFolder(path: string): void {
  try {
    const folder = fs.openSync(path, "r");
    try {
      fs.fsyncSync(folder);
    } finally {
      fs.closeSync(folder);
    }
  } catch {
    // The file itself is on the disk; at worst its name is not, and it is written once more.
  }
}
