/**
 * Loads a large CommonJS file with the code that V8 compiled of it in an earlier run. Of the compiler that is two thirds
 * of what it costs to load.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Script } from "node:vm";

export interface CachedModule {
  readonly exports: unknown;
  /** Keeps the code of all functions that ran so far, where an earlier run left none that fits. */
  readonly keep: () => void;
}

/** Loads the file at `path`; `folder` holds the code, and where it is not there, nothing is kept. */
export function requireCached(path: string, folder: string): CachedModule {
  const file = join(folder, "compiler.code");
  const { size, mtimeMs } = statSync(path);
  const made = JSON.stringify([path, size, mtimeMs]);
  const cachedData = readCode(file, made);
  const text = `(function (exports, require, module, __filename, __dirname) {${readFileSync(path, "utf8")}\n})`;
  const script = new Script(text, {
    filename: path,
    ...(cachedData === null ? {} : { cachedData }),
  });
  const module = { exports: {} };
  const run = script.runInThisContext() as (...parameters: readonly unknown[]) => void;
  run(module.exports, createRequire(path), module, path, dirname(path));
  const isCurrent = cachedData !== null && script.cachedDataRejected !== true;
  return {
    exports: module.exports,
    keep: () => {
      if (!isCurrent && existsSync(folder)) writeCode(file, made, script.createCachedData());
    },
  };
}

/** Two lines, of what the code was made and its hash, because V8 believes every byte of it; then the code. */
function readCode(file: string, made: string): Buffer | null {
  try {
    const bytes = readFileSync(file);
    const start = bytes.indexOf("\n", bytes.indexOf("\n") + 1) + 1;
    const code = bytes.subarray(start);
    return bytes.toString("utf8", 0, start) === seal(made, code) ? code : null;
  } catch {
    return null;
  }
}

function writeCode(file: string, made: string, code: Buffer): void {
  try {
    const temporary = `${file}.${process.pid}.new`;
    writeFileSync(temporary, Buffer.concat([Buffer.from(seal(made, code)), code]));
    renameSync(temporary, file);
  } catch {
    // The next run compiles again.
  }
}

function seal(made: string, code: Buffer): string {
  return `${made}\n${createHash("sha256").update(code).digest("hex")}\n`;
}
