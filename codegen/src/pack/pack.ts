/**
 * Makes the packages of an addon:
 *
 *     packAddon(config, addon, { binaries: null | DIR, targets: [], partial: false, rust: true }, progress)
 *       → { addon, core, leaves, skipped, diagnostics }      checked, in memory
 *     writePackages(DIR, [...leaves, core])                  write-packages.ts: folders, tarballs, packages.json
 *
 * `pack({ … })` of the package `ferrotype` (commands/pack.ts) does both, with the config read and the workspace locked.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { mendingCommand } from "../commands/mending-command.js";
import { userNapiConfig } from "../commands/napi-build.js";
import { pathFromHere } from "../commands/path-from-here.js";
import type { Progress } from "../commands/progress.js";
import { readRecord } from "../commands/record.js";
import { optionsOf, ownedFolders } from "../commands/session.js";
import { Stop, stop } from "../commands/stop.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { parseLock } from "../diff/parse-lock.js";
import { emit } from "../emit/emit.js";
import { link } from "../link/link.js";
import type { Surface } from "../model/surface.js";
import type { GenerateOptions } from "../model/views.js";
import type { ResolvedAddon, ResolvedConfig } from "../read/config.js";
import { findExtractor, readSource } from "../read/source.js";
import { comparePlan } from "../write/compare.js";
import { planWrite } from "../write/plan.js";
import {
  checkAwaited,
  checkBinaries,
  checkDistinct,
  checkPresent,
  checkProfile,
  checkVariants,
} from "./check-binaries.js";
import { checkLock } from "./check-lock.js";
import { checkPackages } from "./check-packages.js";
import { corePackage } from "./core-package.js";
import { findBinaries, readBinary, type FoundBinary } from "./find-binaries.js";
import { graftPositions } from "./graft-positions.js";
import { leafPackage } from "./leaf-package.js";
import type { BuiltBinary, PackedFile, PackedPackage } from "./packed-package.js";
import { makeUniversal, universal } from "./universal.js";

export interface PackRequest {
  /** Absolute folder of the binaries; null: the last build. */
  readonly binaries: string | null;
  /** Targets to pack; empty: all that the config names. */
  readonly targets: readonly string[];
  /** Leave out targets that have no binary. The core names them all the same. */
  readonly partial: boolean;
  /** Pack the maps into Rust, and the Rust files that they lead to. */
  readonly rust: boolean;
}

export interface PackedAddon {
  readonly addon: ResolvedAddon;
  readonly core: PackedPackage;
  /** In the order of the config. */
  readonly leaves: readonly PackedPackage[];
  /** Targets that the core names and that have no leaf here. */
  readonly skipped: readonly string[];
  /** Targets whose binary carries no stamp, so that nobody knows what it was built from. */
  readonly unstamped: readonly string[];
  /** Findings that do not stop the run. */
  readonly diagnostics: readonly Diagnostic[];
  /** Forgets binaries that were made on the way. */
  readonly dispose: () => void;
}

/** The packages of one addon in memory; throws a `Stop` with all that disagrees. */
export async function packAddon(
  config: ResolvedConfig,
  addon: ResolvedAddon,
  request: PackRequest,
  progress: Progress,
): Promise<PackedAddon> {
  const { root } = config;
  progress.begin(`read ${addon.crate}`);
  const { surface, options } = await readState(config, addon);
  progress.begin(`read the binaries of ${addon.name}`);
  const { used, known, found, missing, dispose } = await readBinaries(root, addon, request);
  const findings = [
    ...missing,
    ...checkVariants(surface.package.targets),
    ...checkBinaries(used, surface),
    ...checkDistinct(known),
  ];
  try {
    if (findings.length > 0) throw new Stop(findings);
    const licences = findLicences(root, addon.crate);
    const absolute = (path: string): string => resolve(root, path);
    const core = corePackage({ surface, options, absolute, licences, rust: request.rust });
    const leaves = used.map((binary) => leafPackage(surface, binary, core, licences));
    const odd = checkPackages(core, leaves);
    if (odd.length > 0) throw new Stop(odd);
    const packed = leaves.map(({ target }) => target);
    return {
      addon,
      core,
      leaves,
      skipped: surface.package.targets.filter((target) => !packed.includes(target)),
      unstamped: used
        .filter(({ readings }) => readings.some(({ stamp }) => stamp === null))
        .map(({ target }) => target.name),
      diagnostics: [
        ...checkAwaited(found, surface.package.targets),
        ...(request.binaries === null ? checkProfile(addon.name, lastProfile(root, addon)) : []),
      ],
      dispose,
    };
  } catch (error) {
    dispose();
    throw error;
  } finally {
    progress.end();
  }
}

/** The surface of the lock with positions in the sources; ends where lock, sources and written package disagree. */
async function readState(
  config: ResolvedConfig,
  addon: ResolvedAddon,
): Promise<{ readonly surface: Surface; readonly options: GenerateOptions }> {
  const { root } = config;
  const mend = mendingCommand(root);
  const lock = `${config.locks}/${addon.name}.json`;
  if (!existsSync(join(root, lock))) {
    throw stop("FT7005", `${lock} is not there`, `run ${mend}, which writes it`);
  }
  const parsed = parseLock(readFileSync(join(root, lock), "utf8"));
  if ("fault" in parsed) throw stop("FT7006", `${lock} ${parsed.fault}`, parsed.help);
  const extractor = await findExtractor({ env: process.env, workspaceRoot: root });
  if (extractor.path === null) throw new Stop(extractor.diagnostics);
  const { manifest, diagnostics } = await readSource({
    crateDir: addon.crate,
    workspaceRoot: root,
    extractBinary: extractor.path,
  });
  if (manifest === null) throw new Stop(diagnostics);
  const options = optionsOf(config, addon, manifest);
  const read = link({ source: manifest, declared: null, loaded: null }, options).surface;
  const older = checkLock(parsed.surface, read, lock, mend);
  if (older.length > 0) throw new Stop(older);
  const surface = graftPositions(parsed.surface, read);
  const owned = ownedFolders(config).filter(({ path }) => path === addon.out);
  const drift = comparePlan(planWrite(root, emit(surface, options), owned), mend).diagnostics;
  if (drift.length > 0) throw new Stop(drift);
  return { surface, options };
}

interface Binaries {
  /** One for each target that is packed, in the order of the config. */
  readonly used: readonly BuiltBinary[];
  /** All that lies there for targets of the config. */
  readonly known: readonly BuiltBinary[];
  /** All that lies there. */
  readonly found: readonly FoundBinary[];
  readonly missing: readonly Diagnostic[];
  readonly dispose: () => void;
}

async function readBinaries(
  root: string,
  addon: ResolvedAddon,
  { binaries, targets, partial }: PackRequest,
): Promise<Binaries> {
  const folders = binaries === null ? lastBuild(root, addon) : [binaries];
  const names = [addon.name, ...napiBinaryName(root, addon.crate)];
  const all = findBinaries(folders, names, root);
  // The build folder holds again what was copied into the package.
  const lying = binaries === null ? all.filter(isFirst) : all;
  const wanted = targets.length === 0 ? addon.targets : targets;
  const needsUniversal =
    wanted.includes(universal) && !lying.some(({ target }) => target === universal);
  const joined = needsUniversal ? await makeUniversal(addon.name, lying) : null;
  const found = joined === null ? lying : [...lying, joined.made];
  const known = found
    .filter(({ target }) => addon.targets.includes(target))
    .flatMap((each) => readBinary(each) ?? []);
  const used = wanted.flatMap((name) => known.find(({ target }) => target.name === name) ?? []);
  const there = used.map(({ target }) => target.name);
  const lacking = partial && used.length > 0 ? [] : wanted;
  const shown = folders.map((folder) => pathFromHere(folder));
  return {
    used,
    known,
    found,
    missing: checkPresent(addon.name, lacking, there, shown),
    dispose: joined?.remove ?? (() => undefined),
  };
}

function isFirst({ target }: FoundBinary, index: number, all: readonly FoundBinary[]): boolean {
  return all.findIndex((each) => each.target === target) === index;
}

/** Where `generate` puts a binary: the package, then the folder that it builds into. */
function lastBuild(root: string, addon: ResolvedAddon): readonly string[] {
  return [join(root, addon.out, "native"), join(root, "target", "ferrotype", addon.name, "build")];
}

/** The cargo profile of the last build, as it was recorded; null where nobody knows. */
function lastProfile(root: string, { name }: ResolvedAddon): string | null {
  const record = readRecord(join(root, "target", "ferrotype", name, "build.json"));
  const profile =
    typeof record === "object" && record !== null && "profile" in record ? record.profile : null;
  return typeof profile === "string" ? profile : null;
}

/** The name that an author's own `napi build` gives to binaries. */
function napiBinaryName(root: string, crate: string): readonly string[] {
  return userNapiConfig(root, crate).flatMap((path) => {
    const { napi } = JSON.parse(readFileSync(path, "utf8")) as {
      readonly napi?: { readonly binaryName?: unknown; readonly name?: unknown };
    };
    const name = napi?.binaryName ?? napi?.name;
    return typeof name === "string" ? [name] : [];
  });
}

/** Licence texts of the crate, or of the workspace. */
function findLicences(root: string, crate: string): readonly PackedFile[] {
  for (const folder of [join(root, crate), root]) {
    const names = readdirSync(folder).filter((name) =>
      /^(?:LICEN[CS]E|COPYING)(?:[-.][\w-]+)*$/iu.test(name),
    );
    if (names.length > 0) {
      return names.sort().map((name) => ({ path: name, content: { from: join(folder, name) } }));
    }
  }
  return [];
}
