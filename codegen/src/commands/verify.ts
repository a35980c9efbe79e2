/** `ferrotype verify`: checks an addon built elsewhere. Reads no config and writes nothing. */
import { existsSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

import { inspectBinary } from "@ferrotype/runtime/binary";

import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { DeclaredView } from "../model/declared.js";
import type { LoadedView } from "../model/loaded.js";
import type { Manifest } from "../model/manifest.js";
import type { PartialViews } from "../model/views.js";
import { readLoaded } from "../read/loaded.js";
import { findExtractor, readSource } from "../read/source.js";
import { verifyViews } from "../verify.js";
import type { Flags, VerifyFlags } from "./arguments.js";
import { openProgress, type Progress } from "./progress.js";
import { hasErrors, report } from "./report.js";
import { Stop, UsageError } from "./stop.js";
import { describeBinary, describeHost, fitsHost } from "./verify-host.js";
import { findInstalled, type InstalledPackage } from "./verify-package.js";
import { readScriptExports } from "./verify-script.js";

/** Runs the verb and gives the exit code: 1 where a finding is an error. */
export async function runVerify(flags: Flags): Promise<number> {
  const asked = flags.verify;
  refuseUsage(asked);
  const progress = openProgress(flags.quiet);
  try {
    const installed = asked.package === null ? null : findInstalled(asked.package, asked.load);
    const views = await readPieces(asked, installed, progress);
    const diagnostics = await compare(views, installed);
    progress.end();
    report({ verb: "verify", diagnostics, json: flags.json, root: process.cwd() });
    return hasErrors(diagnostics) ? 1 : 0;
  } finally {
    progress.end();
  }
}

function refuseUsage({ package: folder, dts, binary, crates, load }: VerifyFlags): void {
  if (folder === null) {
    const given = [dts !== null, binary !== null && load, crates.length > 0].filter(Boolean).length;
    if (given < 2) {
      throw new UsageError(
        "verify compares two views at least: --package DIR, or two of --dts FILE, --binary FILE and --crate DIR",
      );
    }
  } else if (dts !== null || binary !== null) {
    throw new UsageError(
      `--package finds the ${dts === null ? "binary" : "types"} itself; leave out ${dts === null ? "--binary" : "--dts"} or --package`,
    );
  }
  const files = { dts, binary };
  for (const [flag, path] of Object.entries(files)) {
    if (path !== null && !existsSync(path)) throw new UsageError(`--${flag}: ${path} is not there`);
  }
  for (const crate of crates) {
    if (!existsSync(resolve(crate, "Cargo.toml"))) {
      throw new UsageError(`--crate: ${crate} holds no Cargo.toml`);
    }
  }
}

async function readPieces(
  { dts, binary, crates, load }: VerifyFlags,
  installed: InstalledPackage | null,
  progress: Progress,
): Promise<PartialViews> {
  const types = installed?.declared ?? dts;
  const file = load ? (installed?.binary?.path ?? binary) : null;
  progress.begin("read the addon");
  const [source, loaded, declared] = await Promise.all([
    readCrates(crates),
    file === null ? null : readBinary(file),
    types === null ? null : readTypes(types),
  ]);
  progress.end();
  return { source, declared, loaded };
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

/** Relative to the current folder, as every place in the report. */
function shown(path: string): string {
  return relative(process.cwd(), resolve(path)).split(sep).join("/");
}

async function readTypes(path: string): Promise<DeclaredView> {
  const { readDeclaredFile } = await import("../read/declared.js");
  return readDeclaredFile(process.cwd(), shown(path));
}

async function readBinary(path: string): Promise<LoadedView> {
  if (!fitsHost(path)) {
    const info = inspectBinary(path);
    if (info.format !== null) {
      const message = `\`${shown(path)}\` is built for ${describeBinary(info)}, and this is ${describeHost().name}`;
      const help = "verify it there, or leave it out by --no-load";
      throw new Stop([diagnostic("FT4008", message, { help })]);
    }
  }
  const { view, diagnostics } = await readLoaded(shown(path));
  if (view === null) throw new Stop(diagnostics);
  return view;
}

async function readCrates([addon, ...others]: readonly string[]): Promise<Manifest | null> {
  if (addon === undefined) return null;
  const extractor = await findExtractor({ env: process.env, workspaceRoot: buildsExtractor() });
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
function buildsExtractor(): string {
  const repository = fileURLToPath(new URL("../../..", import.meta.url));
  return existsSync(resolve(repository, "crates/extract/Cargo.toml")) ? repository : process.cwd();
}
