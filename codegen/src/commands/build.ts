/**
 * Builds what the views are read from: the extractor of this repository, and each addon with `@napi-rs/cli`.
 * Everything lands in `target/`; cargo's output is shown live on stderr.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import {
  cacheFolder,
  recordBuild,
  requestFiles,
  reuseBuild,
  type FinishedBuild,
} from "./build-record.js";
import {
  cargoEnvironment,
  failedBuild,
  readCargoMetadata,
  readDepInfo,
  readWatchedVariables,
  runProgram,
  splitInputs,
  type CargoMetadata,
} from "./cargo.js";
import type { FingerprintRequest } from "./fingerprint.js";
import { findOutputs, napiCli, runNapi, userNapiConfig } from "./napi-build.js";
import type { Progress } from "./progress.js";
import { readToolchain, type Toolchain } from "./toolchain.js";

/** What one run knows of cargo; asked once, and only where something is to be built. */
export interface CargoSession {
  readonly root: string;
  readonly metadata: () => Promise<CargoMetadata>;
  readonly toolchain: () => Promise<Toolchain>;
}

/** Opens a session; asks nothing yet. */
export function openCargo(root: string, crate: string): CargoSession {
  let metadata: Promise<CargoMetadata> | null = null;
  let toolchain: Promise<Toolchain> | null = null;
  return {
    root,
    metadata: () => (metadata ??= readCargoMetadata(root, crate)),
    toolchain: () => (toolchain ??= readToolchain(root)),
  };
}

/** The folder in which an addon is built and remembered. */
function buildFolder(root: string, addon: string): string {
  return join(cacheFolder(root), addon);
}

/** The `index.d.ts` of an addon's last build; it may not be there. */
export function declaredPath(root: string, addon: string): string {
  return join(buildFolder(root, addon), "build", "index.d.ts");
}

/** Builds the extractor where it is a member of the workspace; null where it is not ours to build. */
export async function buildExtractor(
  session: CargoSession,
  progress: Progress,
): Promise<FinishedBuild | null> {
  if (process.env["FERROTYPE_EXTRACT"] !== undefined) return null;
  // Cheap and enough: the extractor's own repository, told without asking cargo.
  if (!existsSync(join(session.root, "crates", "extract", "Cargo.toml"))) return null;
  const record = join(cacheFolder(session.root), "extractor.json");
  const known = reuseBuild(record, null);
  if (known !== null) return { fingerprint: known.fingerprint, settled: true };
  const startedMs = now();
  const metadata = await session.metadata();
  if (!metadata.packages.some(({ name }) => name === EXTRACTOR)) return null;
  const toolchain = await session.toolchain();
  const profile = defaultProfile(metadata);
  progress.begin("build the extractor", "show");
  const args = ["build", "-p", EXTRACTOR, "--profile", profile];
  const { code } = await runProgram(
    "cargo",
    args,
    session.root,
    "show",
    cargoEnvironment(progress),
  );
  progress.end();
  if (code !== 0) throw failedBuild(EXTRACTOR, "crates/extract");
  const folder = join(metadata.target_directory, profileFolder(profile));
  const inputs = readDepInfo(
    join(folder, `${EXTRACTOR}.d`),
    metadata.target_directory,
    session.root,
  );
  return recordBuild(
    record,
    profile,
    startedMs,
    [toolchain.fingerprint, requestFiles(splitInputs(inputs)), manifests(metadata)],
    [join(folder, process.platform === "win32" ? `${EXTRACTOR}.exe` : EXTRACTOR)],
  );
}

export interface BuiltAddon extends FinishedBuild {
  /** Absolute path of the built `.node`. */
  readonly binary: string;
  /** Absolute path of the `index.d.ts` that napi-rs wrote. */
  readonly declared: string;
  readonly profile: string;
  /** It is the last build, and no other was made. */
  readonly reused: boolean;
}

/** The last build of an addon, where nothing that it read moved since. */
export function lastBuild(
  root: string,
  addon: { readonly name: string; readonly crate: string },
  profile: string | null,
): BuiltAddon | null {
  const folder = buildFolder(root, addon.name);
  const known = reuseBuild(join(folder, "build.json"), profile);
  if (known === null) return null;
  const { fingerprint, profile: used } = known;
  return { ...findOutputs(folder, addon), profile: used, fingerprint, settled: true, reused: true };
}

/** Builds one addon, or finds that its last build still holds. `profile` null: any build will do. */
export async function buildAddon(
  session: CargoSession,
  addon: { readonly name: string; readonly crate: string },
  cratesWithItems: readonly string[],
  profile: string | null,
  progress: Progress,
): Promise<BuiltAddon> {
  const folder = buildFolder(session.root, addon.name);
  const known = lastBuild(session.root, addon, profile);
  if (known !== null) return known;
  const startedMs = now();
  const metadata = await session.metadata();
  const toolchain = await session.toolchain();
  const chosen = profile ?? defaultProfile(metadata);
  progress.begin(`build ${addon.crate} (${chosen})`, "show");
  await runNapi(session.root, addon, folder, chosen, metadata, cratesWithItems, progress);
  progress.end();
  const outputs = findOutputs(folder, addon);
  const artifacts = join(metadata.target_directory, toolchain.triple, profileFolder(chosen));
  const inputs = readDepInfo(
    depInfoPath(artifacts, metadata, join(session.root, addon.crate, "Cargo.toml")),
    metadata.target_directory,
    session.root,
  );
  const finished = recordBuild(
    join(folder, "build.json"),
    chosen,
    startedMs,
    [
      toolchain.fingerprint,
      requestFiles(splitInputs(inputs)),
      requestFiles({ environment: readWatchedVariables(artifacts) }),
      manifests(metadata),
      requestFiles({ files: [napiCli().manifest, ...userNapiConfig(session.root, addon.crate)] }),
    ],
    [outputs.binary, outputs.declared],
  );
  return { ...outputs, ...finished, profile: chosen, reused: false };
}

const EXTRACTOR = "ferrotype-extract";

/** File times come from a clock that may lie some milliseconds behind. */
function now(): number {
  return Date.now() - 10;
}

function depInfoPath(artifacts: string, metadata: CargoMetadata, manifest: string): string {
  const owner = metadata.packages.find(({ manifest_path }) => manifest_path === manifest);
  const library = owner?.targets.find(({ crate_types }) => crate_types.includes("cdylib"));
  const name = (library?.name ?? "").replaceAll("-", "_");
  const [path] = [`lib${name}.d`, `${name}.d`]
    .map((file) => join(artifacts, file))
    .filter(existsSync);
  if (path === undefined) throw new Error(`cargo left no dep-info for ${name} in ${artifacts}`);
  return path;
}

/** Cargo.toml of every member, and the lock. */
function manifests(metadata: CargoMetadata): FingerprintRequest {
  return requestFiles({
    files: [
      join(metadata.workspace_root, "Cargo.toml"),
      join(metadata.workspace_root, "Cargo.lock"),
      ...metadata.packages.map(({ manifest_path }) => manifest_path),
    ],
  });
}

/** `quick` where the workspace defines it, else cargo's own `dev`. */
function defaultProfile(metadata: CargoMetadata): string {
  const manifest = readFileSync(join(metadata.workspace_root, "Cargo.toml"), "utf8");
  return /^\[profile\.quick\]/mu.test(manifest) ? "quick" : "dev";
}

function profileFolder(profile: string): string {
  return profile === "dev" ? "debug" : profile;
}
