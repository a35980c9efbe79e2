/**
 * What files, folders and variables were, so that a later run knows that nothing changed.
 *
 * Invariant: imports `node:fs`, `node:path` and `record.ts` alone; the no-change path loads these and `no-change.ts`.
 */
import { type Stats, lstatSync, readFileSync, readdirSync, statSync } from "node:fs";
import { delimiter, sep } from "node:path";

import { statFile } from "./record.js";

/** Modification time, change time (ms), size, SHA-256. The change time is negative where the times prove nothing. */
type FileState = readonly [mtimeMs: number, ctimeMs: number, sizeBytes: number, hash: string];

export interface Fingerprint {
  /** By absolute path; null: not there. */
  readonly files: Readonly<Record<string, FileState | null>>;
  /** Names of all entries beneath, sorted, by absolute path. */
  readonly folders: Readonly<Record<string, FolderState>>;
  readonly environment: Readonly<Record<string, string | null>>;
  /** Variables of these families are all in `environment`; one more is a change. */
  readonly families: readonly string[];
  /** Where the search path leads for a program; null: nowhere. */
  readonly programs: Readonly<Record<string, string | null>>;
}

interface FolderState {
  /** Names that are not looked into, at any depth. */
  readonly except: readonly string[];
  readonly names: readonly string[];
}

export interface FingerprintRequest {
  readonly files: readonly string[];
  readonly folders: readonly { readonly path: string; readonly except: readonly string[] }[];
  readonly environment: readonly string[];
  /** Beginnings of names of variables (`CARGO_`). */
  readonly families: readonly string[];
  readonly programs: readonly string[];
}

/** Takes the fingerprint; files are sorted, so equal states give equal text. */
export function takeFingerprint(request: FingerprintRequest): Fingerprint {
  const files: Record<string, FileState | null> = {};
  for (const path of [...new Set(request.files)].sort()) files[path] = readState(path);
  const folders: Record<string, FolderState> = {};
  for (const { path, except } of request.folders) {
    folders[path] = { except, names: listNames(path, except) };
  }
  const environment: Record<string, string | null> = {};
  const names = [...request.environment, ...namesOf(request.families)];
  for (const name of [...new Set(names)].sort()) environment[name] = process.env[name] ?? null;
  const programs: Record<string, string | null> = {};
  for (const name of request.programs) programs[name] = findProgram(name);
  return { files, folders, environment, families: request.families, programs };
}

/** Joins fingerprints that were taken one after the other; of two states of one file the first is kept. */
export function joinFingerprints(parts: readonly Fingerprint[]): Fingerprint {
  return {
    files: Object.assign({}, ...parts.map(({ files }) => files).toReversed()),
    folders: Object.assign({}, ...parts.map(({ folders }) => folders).toReversed()),
    environment: Object.assign({}, ...parts.map(({ environment }) => environment).toReversed()),
    families: [...new Set(parts.flatMap(({ families }) => families))],
    programs: Object.assign({}, ...parts.map(({ programs }) => programs).toReversed()),
  };
}

/** The file that a command line would start. */
export function findProgram(name: string): string | null {
  const endings = process.platform === "win32" ? [".exe", ".cmd", ""] : [""];
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const ending of endings) {
      const path = `${folder}${sep}${name}${ending}`;
      if (folder !== "" && statSync(path, { throwIfNoEntry: false })?.isFile() === true)
        return path;
    }
  }
  return null;
}

/** Says nothing of what is built. */
const BYSTANDERS = /^(CARGO_TERM_|RUST_BACKTRACE|RUST_LOG)/u;

function namesOf(families: readonly string[]): readonly string[] {
  return Object.keys(process.env).filter(
    (name) => families.some((family) => name.startsWith(family)) && !BYSTANDERS.test(name),
  );
}

/** The files that changed at or after a moment: what was read of them may be older than they are now. */
export function changedSince(fingerprint: Fingerprint, timeMs: number): readonly string[] {
  return Object.entries(fingerprint.files)
    .filter(([, state]) => state !== null && latestMs(state[0], Math.abs(state[1])) >= timeMs)
    .map(([path]) => path);
}

/** True where no file changed at or after a moment of this process, as far as its clock can tell. */
export function isSettled(fingerprint: Fingerprint, sinceMs: number): boolean {
  return !wentBack() && changedSince(fingerprint, sinceMs).length === 0;
}

/** What was saved after the clock was set back looks older than it is. */
function wentBack(): boolean {
  return Date.now() < performance.timeOrigin + performance.now() - CLOCK_SLACK_MS;
}

const CLOCK_SLACK_MS = 100;

/** A file that took the place of another keeps its old modification time, and its change time is new. */
function latestMs(mtimeMs: number, ctimeMs: number): number {
  return Math.max(mtimeMs % 1000 === 0 ? mtimeMs + COARSE_MS : mtimeMs, ctimeMs);
}

/** File systems without parts of a second round down; FAT to two. */
const COARSE_MS = 2000;
/** Others take the time of the last tick of the clock. */
const TICK_MS = 20;

export type Comparison =
  | { readonly kind: "same" }
  /** Equal in content; the times moved. */
  | { readonly kind: "touched"; readonly fingerprint: Fingerprint }
  | { readonly kind: "different"; readonly what: string };

/** Compares with the present: times and sizes first, contents where those moved. */
export function compareFingerprint(old: Fingerprint): Comparison {
  for (const name in old.environment) {
    if ((process.env[name] ?? null) !== old.environment[name]) {
      return { kind: "different", what: `$${name}` };
    }
  }
  const added = namesOf(old.families).find((name) => !Object.hasOwn(old.environment, name));
  if (added !== undefined) return { kind: "different", what: `$${added}` };
  for (const name in old.programs) {
    const program = findProgram(name);
    // A run that has nothing to build needs no toolchain.
    if (program !== null && program !== old.programs[name])
      return { kind: "different", what: program };
  }
  for (const path in old.folders) {
    const state = old.folders[path];
    if (state === undefined || !sameNames(state.names, listNames(path, state.except))) {
      return { kind: "different", what: path };
    }
  }
  const touched: Record<string, FileState> = {};
  for (const path in old.files) {
    const before = old.files[path] ?? null;
    const stat = statIfReadable(path);
    if (stat === null || before === null) {
      if (stat === null && before === null) continue;
      return { kind: "different", what: path };
    }
    if (stat.mtimeMs === before[0] && stat.ctimeMs === before[1] && stat.size === before[2])
      continue;
    if (stat.size !== before[2]) return { kind: "different", what: path };
    const now = readState(path);
    if (now === null || now[3] !== before[3]) return { kind: "different", what: path };
    touched[path] = now;
  }
  if (Object.keys(touched).length === 0) return { kind: "same" };
  return { kind: "touched", fingerprint: { ...old, files: { ...old.files, ...touched } } };
}

function statIfReadable(path: string): Stats | null {
  try {
    return statFile(path);
  } catch {
    return null;
  }
}

function readState(path: string): FileState | null {
  try {
    const stat = statFile(path);
    if (stat === null) return null;
    const { mtimeMs, ctimeMs, size } = stat;
    const hash = hashFile(path);
    // One more save within the same tick would look the same: then the content is asked, whatever the times say.
    const tickMs = mtimeMs % 1000 === 0 ? COARSE_MS : TICK_MS;
    const isTicking = Math.abs(Date.now() - latestMs(mtimeMs, ctimeMs)) <= tickMs;
    return [mtimeMs, isTicking ? -ctimeMs : ctimeMs, size, hash];
  } catch {
    return null;
  }
}

/** SHA-256 of a file. `node:crypto` is loaded here: it costs milliseconds, and most runs compare times only. */
export function hashFile(path: string): string {
  return process
    .getBuiltinModule("node:crypto")
    .createHash("sha256")
    .update(readFileSync(path))
    .digest("hex");
}

function listNames(path: string, except: readonly string[]): readonly string[] {
  const names: string[] = [];
  const visit = (folder: string, prefix: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (except.includes(entry.name)) continue;
      if (entry.isDirectory()) visit(`${folder}/${entry.name}`, `${prefix}${entry.name}/`);
      else names.push(prefix + entry.name);
    }
  };
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true) visit(path, "");
  return names.sort();
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
