/** `ferrotype pack`: the npm packages of every addon, from its lock, its Rust files and its built binaries. */
import { statSync } from "node:fs";
import { join, resolve } from "node:path";

import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { packAddon, type PackedAddon } from "../pack/pack.js";
import { refuseForeign, writePackages, type WrittenPackage } from "../pack/write-packages.js";
import { near } from "../read/nearest.js";
import type { ResolvedAddon, ResolvedConfig } from "../read/config.js";
import { parseCommand, type Flags } from "./arguments.js";
import { pathFromHere } from "./path-from-here.js";
import { openProgress, type Progress } from "./progress.js";
import { renderFindings, report } from "./report.js";
import { inWorkspace } from "./session.js";
import { UsageError } from "./stop.js";

/** What `pack` is asked for; as the flags of the verb. */
export interface PackOptions {
  /** The config. @default the one of the working folder or of a folder above */
  readonly config?: string;
  /** Folder of the binaries, those of CI in a folder each. @default the last build */
  readonly binaries?: string;
  /** Targets to pack. @default all that the config names */
  readonly targets?: readonly string[];
  /** Leave out targets that have no binary. @default false */
  readonly partial?: boolean;
  /** Pack maps into Rust and the Rust files that they lead to. @default true */
  readonly rust?: boolean;
  /** Folder of the packages. @default `target/ferrotype/<addon>/packages` for each addon */
  readonly out?: string;
}

/** Packages of one addon as they lie on the disk. */
export interface PackedResult {
  readonly addon: string;
  /** Absolute. */
  readonly destination: string;
  /** In the order in which they are to be published: the leaves, then the core. */
  readonly packages: readonly WrittenPackage[];
  /** Targets that the core names and that were not packed. */
  readonly skipped: readonly string[];
}

/** The verb for programs: no progress, and findings are thrown. */
export async function packQuietly(options: PackOptions): Promise<readonly PackedResult[]> {
  const { flags } = parseCommand([
    "pack",
    "--quiet",
    ...given("config", options.config),
    ...given("binaries", options.binaries),
    ...given("out", options.out),
    ...(options.targets ?? []).flatMap((target) => ["--target", target]),
    ...(options.partial === true ? ["--partial"] : []),
    ...(options.rust === false ? ["--no-rust"] : []),
  ]);
  const progress = openProgress(true);
  return (await packAll(flags, progress)).results;
}

function given(flag: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`--${flag}`, value];
}

/** Runs the verb and gives the exit code. */
export async function runPack(flags: Flags): Promise<number> {
  const progress = openProgress(flags.quiet);
  try {
    const { addons, results } = await packAll(flags, progress);
    progress.end();
    const diagnostics = addons.flatMap((each) => each.diagnostics);
    if (flags.json) {
      report({ verb: "pack", diagnostics, json: true, root: null, result: { packed: results } });
    } else tell(addons, results, diagnostics, flags);
    return 0;
  } finally {
    progress.end();
  }
}

/** Paths on stdout, one a line and in order, so that a script can publish them; what else is to be known on stderr. */
function tell(
  addons: readonly PackedAddon[],
  results: readonly PackedResult[],
  diagnostics: readonly Diagnostic[],
  flags: Flags,
): void {
  if (diagnostics.length > 0) process.stderr.write(renderFindings(diagnostics, flags));
  for (const { destination, packages } of results) {
    for (const { tarball } of packages) {
      process.stdout.write(`${pathFromHere(join(destination, tarball))}\n`);
    }
  }
  if (flags.quiet) return;
  for (const { core, skipped, unstamped } of addons) {
    if (unstamped.length > 0) {
      process.stderr.write(
        `${core.name}: its binaries carry no stamp, so nobody knows whether they are of this version: ${unstamped.join(", ")}\n`,
      );
    }
    if (skipped.length > 0) {
      process.stderr.write(
        `${core.name} depends on packages that were not packed, and is not to be published without them: ${skipped.join(", ")}\n`,
      );
    }
  }
  process.stderr.write("publish them in this order: the core last, as it depends on the others\n");
}

interface Packed {
  readonly addons: readonly PackedAddon[];
  readonly results: readonly PackedResult[];
}

/** Checks all addons before the first is written. */
async function packAll(flags: Flags, progress: Progress): Promise<Packed> {
  return inWorkspace(flags, progress, async (config) => {
    const { targets, partial, rust } = flags.pack;
    refuseUnknown(config, targets);
    const binaries = binariesFolder(flags);
    const addons: PackedAddon[] = [];
    try {
      for (const addon of config.addons) {
        const own = targets.filter((target) => addon.targets.includes(target));
        if (targets.length > 0 && own.length === 0) continue;
        const request = { binaries, targets: own, partial, rust };
        addons.push(await packAddon(config, addon, request, progress));
      }
      const folders = addons.map(({ addon }) => destinationOf(config, addon, flags));
      const groups = [...new Set(folders)].map((destination) => {
        const members = addons.filter((_, index) => folders[index] === destination);
        const packages = members.flatMap(({ core, leaves }) => [...leaves, core]);
        return { destination, members, packages };
      });
      for (const { destination, packages } of groups) refuseForeign(destination, packages);
      const results: PackedResult[] = [];
      for (const { destination, members, packages } of groups) {
        progress.begin(`pack into ${pathFromHere(destination)}`);
        const written = await writePackages(destination, packages);
        for (const { addon, core, leaves, skipped } of members) {
          const names = [...leaves, core].map(({ name }) => name);
          const own = written.filter(({ name }) => names.includes(name));
          results.push({ addon: addon.name, destination, packages: own, skipped });
        }
      }
      return { addons, results };
    } finally {
      for (const { dispose } of addons) dispose();
    }
  });
}

function binariesFolder({ pack: { binaries } }: Flags): string | null {
  if (binaries === null) return null;
  const folder = resolve(binaries);
  const state = statSync(folder, { throwIfNoEntry: false });
  if (state?.isDirectory() === true) return folder;
  throw new UsageError(
    `--binaries: ${binaries} is ${state === undefined ? "not there" : "no folder"}`,
  );
}

function destinationOf(config: ResolvedConfig, addon: ResolvedAddon, flags: Flags): string {
  if (flags.pack.out !== null) return resolve(flags.pack.out);
  return join(config.root, "target", "ferrotype", addon.name, "packages");
}

function refuseUnknown(config: ResolvedConfig, targets: readonly string[]): void {
  const known = [...new Set(config.addons.flatMap((addon) => addon.targets))];
  const unknown = targets.find((target) => !known.includes(target));
  if (unknown === undefined) return;
  const close = near(unknown, known);
  throw new UsageError(
    `--target: the config names no ${unknown}; ${close === null ? `there are ${known.join(", ")}` : `did you mean ${close}?`}`,
  );
}
