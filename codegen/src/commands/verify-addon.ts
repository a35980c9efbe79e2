/** Reads the pieces of an addon that lie somewhere and compares them; what `verify` is to programs. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { inspectBinary } from "@ferrotype/runtime/binary";

import { checkStamp } from "../check/loaded.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import { isNote } from "../diagnostics/notes.js";
import { sortDiagnostics } from "../diagnostics/order.js";
import type { DeclaredView } from "../model/declared.js";
import type { LoadedView } from "../model/loaded.js";
import type { Manifest } from "../model/manifest.js";
import type { PartialViews } from "../model/views.js";
import { readLoaded } from "../read/loaded.js";
import { findExtractor, readSource } from "../read/source.js";
import { verifyViews } from "../verify.js";
import { pathFromHere } from "./path-from-here.js";
import { Stop } from "./stop.js";
import { readBundle, withReexports } from "./verify-declared.js";
import { describeBinary, describeHost, fitsHost } from "./verify-host.js";
import { findInstalled, type InstalledPackage } from "./verify-package.js";
import { readScriptExports } from "./verify-script.js";
import { summaryOf, type VerifySummary } from "./verify-summary.js";
import { bestTypes, namesOf } from "./verify-types.js";

/** Where the views of an addon are: a package, or any two of the others; crates may stand beside a package too. */
export interface VerifyPieces {
  /** Folder of an installed npm package. */
  readonly package?: string | null;
  /** The d.ts that napi-rs wrote. */
  readonly dts?: string | null;
  /** The built addon. */
  readonly binary?: string | null;
  /** Folders of crates: the addon's first, then those whose items belong to it. */
  readonly crates?: readonly string[];
  /** False leaves the binary unloaded, for one of another platform; a stamp is read from its header all the same. @default true */
  readonly load?: boolean;
}

export interface Verified {
  /** What disagrees, sorted; places are relative to the current folder. */
  readonly diagnostics: readonly Diagnostic[];
  /** Advice that no disagreement stands behind: the panic rule, policy, what a macro hides. */
  readonly notes: readonly Diagnostic[];
  readonly summary: VerifySummary;
}

/**
 * Checks an addon built elsewhere, as `ferrotype verify` does. A piece that cannot be read is a finding; fewer than two
 * views are a TypeError.
 */
export async function verify(pieces: VerifyPieces): Promise<Verified> {
  const { package: folder, dts, binary, crates = [] } = pieces;
  const views = [dts ?? null, binary ?? null, crates[0] ?? null].filter((one) => one !== null);
  if ((folder ?? null) === null && views.length < 2) {
    throw new TypeError("verify wants a package, or two of dts, binary and crates");
  }
  try {
    return await verifyAddon(pieces);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const nothing = { source: null, declared: null, loaded: null };
    const summary = summaryOf(nothing, {
      package: null,
      binary: null,
      owner: null,
      stamp: null,
      notes: [],
    });
    return { diagnostics: sortDiagnostics(error.diagnostics), notes: [], summary };
  }
}

/** Reads and compares. Throws a `Stop` with findings where a piece cannot be read. */
export async function verifyAddon(pieces: VerifyPieces): Promise<Verified> {
  const { dts = null, binary = null, crates = [], load = true } = pieces;
  const asked = pieces.package ?? null;
  const installed = asked === null ? null : findInstalled(asked, load);
  const file = installed?.binary?.path ?? binary;
  const [source, loaded] = await Promise.all([
    readCrates(crates),
    file === null || !load ? null : readBinary(file),
  ]);
  const types = installed === null ? dts : chooseTypes(installed, loaded);
  const declared = types === null ? null : await readTypes(types, loaded);
  const views = { source, declared, loaded };
  const unloaded = load || source === null || file === null ? null : compareStamp(source, file);
  if (unloaded === null && !load && declared === null) throw nothingLeft(file ?? "");
  const found = [...(await compare(views, installed)), ...(unloaded ?? [])];
  const summary = summaryOf(views, {
    package: installed === null ? null : { name: installed.name, version: installed.version },
    binary: file === null || loaded === null ? null : shown(file),
    owner: installed?.binary?.owner ?? null,
    stamp: unloaded === null ? null : file,
    notes: found.filter(isNote),
  });
  return { diagnostics: found.filter((one) => !isNote(one)), notes: found.filter(isNote), summary };
}

async function compare(
  views: PartialViews,
  installed: InstalledPackage | null,
): Promise<readonly Diagnostic[]> {
  const options = { target: describeHost().targets[0] ?? null };
  const found = verifyViews(views, options);
  // What the binary lacks, the package's own JavaScript may add; only then it is run.
  const isAbsent = found.some(({ code }) => code === "FT4001");
  if (installed === null || installed.script === null || !isAbsent) return found;
  const script = await readScriptExports(installed.script);
  return script === null ? found : verifyViews({ ...views, script }, options);
}

/** A binary that is not loaded still says in its header what it was built from; null where it does not. */
function compareStamp(source: Manifest, binary: string): readonly Diagnostic[] | null {
  const { stamp } = inspectBinary(binary);
  return stamp === null ? null : checkStamp(source, { stamp });
}

function nothingLeft(binary: string): Stop {
  const message = `\`${shown(binary)}\` carries no stamp, and without loading it there is nothing to compare the source with`;
  const help = "add --dts FILE, or leave out --no-load";
  return new Stop([diagnostic("FT6014", message, { help })]);
}

/** Relative to the current folder, as every place in the report. */
function shown(path: string): string {
  return pathFromHere(path);
}

async function readTypes(path: string, loaded: LoadedView | null): Promise<DeclaredView> {
  const { readDeclaredFile } = await import("../read/declared.js");
  const read = (file: string): DeclaredView => readDeclaredFile(process.cwd(), shown(file));
  const view = withReexports(path, read);
  // Of a file that cannot be read the view says so.
  if (loaded === null || view.items.length === 0) return view;
  return readBundle(path, shown(path), view, namesOf(loaded)) ?? view;
}

/** The d.ts of a package that belongs to its binary. */
function chooseTypes({ name, types, binary }: InstalledPackage, loaded: LoadedView | null): string {
  const names = loaded === null ? new Set<string>() : namesOf(loaded);
  const { path, common, belongs } = bestTypes(types, names);
  if (belongs) return path;
  const message = `the types that belong to the binary of ${name} were not found: the closest, \`${shown(path)}\`, declares ${common} of the ${names.size} names that the binary exports`;
  const help = `name both by hand: --dts FILE --binary ${shown(binary?.path ?? "FILE")}`;
  throw new Stop([diagnostic("FT6012", message, { help })]);
}

async function readBinary(path: string): Promise<LoadedView> {
  const info = inspectBinary(path);
  if (info.format !== null && !fitsHost(path)) {
    const message = `\`${shown(path)}\` is built for ${describeBinary(info)}, and this is ${describeHost().name}`;
    const help = "verify it there, or leave it out by --no-load";
    throw new Stop([diagnostic("FT4011", message, { help })]);
  }
  const { view, diagnostics } = await readLoaded(shown(path));
  if (view === null) throw new Stop(diagnostics);
  return view;
}

async function readCrates([addon, ...others]: readonly string[]): Promise<Manifest | null> {
  if (addon === undefined) return null;
  const extractor = await findExtractor({ env: process.env, workspaceRoot: builder() });
  if (extractor.path === null) throw new Stop(extractor.diagnostics);
  const { manifest, diagnostics } = await readSource({
    crateDir: addon,
    with: others,
    workspaceRoot: process.cwd(),
    extractBinary: extractor.path,
  });
  if (manifest === null) throw new Stop(diagnostics);
  return manifest;
}

/** The repository that this file is part of builds its extractor itself; elsewhere there is none. */
function builder(): string {
  const repository = fileURLToPath(new URL("../../..", import.meta.url));
  return existsSync(resolve(repository, "crates/extract/Cargo.toml")) ? repository : process.cwd();
}
