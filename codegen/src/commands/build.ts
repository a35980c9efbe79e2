/**
 * Builds what the views are read from: the extractor of this repository, and each addon with `@napi-rs/cli`.
 * Everything lands in `target/`; cargo's output is shown live on stderr.
 */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { recordBuild, requestFiles, reuseBuild, type FinishedBuild } from "./build-record.js";
import {
  readCargoMetadata,
  readDepInfo,
  readWatchedVariables,
  runProgram,
  splitInputs,
  type CargoMetadata,
} from "./cargo.js";
import type { FingerprintRequest } from "./fingerprint.js";
import type { Progress } from "./progress.js";
import { stop, type Stop } from "./stop.js";
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
export function buildFolder(root: string, addon: string): string {
  return join(root, "target", "ferrotype", addon);
}

/** Builds the extractor where it is a member of the workspace; null where it is not ours to build. */
export async function buildExtractor(
  session: CargoSession,
  crate: string,
  progress: Progress,
): Promise<FinishedBuild | null> {
  if (process.env["FERROTYPE_EXTRACT"] !== undefined) return null;
  // Cheap and enough: the extractor's own repository, told without asking cargo.
  if (!existsSync(join(session.root, "crates", "extract", "Cargo.toml"))) return null;
  const record = join(session.root, "target", "ferrotype", "extractor.json");
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
  if (code !== 0) throw failedBuild(EXTRACTOR, crate);
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
  const record = join(folder, "build.json");
  const known = reuseBuild(record, profile);
  if (known !== null) {
    const { fingerprint } = known;
    return { ...findOutputs(folder, addon), profile: known.profile, fingerprint, settled: true };
  }
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
    record,
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
  return { ...outputs, ...finished, profile: chosen };
}

const EXTRACTOR = "ferrotype-extract";

/** File times come from a clock that may lie some milliseconds behind. */
function now(): number {
  return Date.now() - 10;
}

async function runNapi(
  root: string,
  addon: { readonly name: string; readonly crate: string },
  folder: string,
  profile: string,
  metadata: CargoMetadata,
  cratesWithItems: readonly string[],
  progress: Progress,
): Promise<void> {
  const output = join(folder, "build");
  mkdirSync(output, { recursive: true });
  forgetDeadTypes(metadata, join(root, addon.crate, "Cargo.toml"), cratesWithItems);
  const [config] = userNapiConfig(root, addon.crate);
  const packageJson = config ?? join(folder, "package.json");
  if (config === undefined) {
    const content = { name: addon.name, version: "0.0.0", napi: { binaryName: addon.name } };
    writeFileSync(packageJson, JSON.stringify(content));
  }
  const args = [
    napiCli().program,
    "build",
    "--manifest-path",
    join(root, addon.crate, "Cargo.toml"),
    "--package-json-path",
    packageJson,
    "--output-dir",
    output,
    "--profile",
    profile,
    "--platform",
    "--no-js",
    "--no-const-enum",
    "--runtime-string-enum",
  ];
  const run = await runProgram(process.execPath, args, root, "pipe", cargoEnvironment(progress));
  if (run.code === 0) return;
  // After cargo's own message, napi-rs prints a stack of its own; what else it refuses is news.
  if (!run.output.includes("Build failed with exit code")) {
    process.stderr.write(run.output.replaceAll(/^ {4}at .*\n/gmu, ""));
  }
  throw failedBuild(addon.name, addon.crate);
}

/**
 * napi-rs keeps the types of each crate in a file of its own until the crate is expanded again with at least one item.
 * A crate that lost its last `#[napi]` would be listed for ever; the source view knows better.
 */
function forgetDeadTypes(
  metadata: CargoMetadata,
  manifest: string,
  cratesWithItems: readonly string[],
): void {
  const cache = join(metadata.target_directory, "napi-rs");
  const owner = metadata.packages.find(({ manifest_path }) => manifest_path === manifest)?.name;
  if (!existsSync(cache) || owner === undefined) return;
  const alive = new Set(cratesWithItems.map((name) => name.replaceAll("_", "-")));
  for (const folder of readdirSync(cache)) {
    if (folder.slice(0, -17) !== owner) continue;
    for (const crate of readdirSync(join(cache, folder))) {
      if (!alive.has(crate.replaceAll("_", "-"))) rmSync(join(cache, folder, crate));
    }
  }
}

function findOutputs(
  folder: string,
  addon: { readonly name: string; readonly crate: string },
): { readonly binary: string; readonly declared: string } {
  const output = join(folder, "build");
  const names = existsSync(output) ? readdirSync(output) : [];
  // An earlier build may have had another name.
  const binary = names
    .filter((name) => name.endsWith(".node"))
    .toSorted((a, b) => statSync(join(output, b)).mtimeMs - statSync(join(output, a)).mtimeMs)[0];
  if (binary === undefined || !names.includes("index.d.ts")) {
    throw stop(
      "FT6007",
      `the build of ${addon.crate} gave no ${binary === undefined ? "addon" : "index.d.ts"}`,
      `${addon.crate}/Cargo.toml needs crate-type = ["cdylib"] and the dependency napi-derive`,
    );
  }
  return { binary: join(output, binary), declared: join(output, "index.d.ts") };
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

function cargoEnvironment(progress: Progress): Readonly<Record<string, string>> {
  return progress.quiet ? { CARGO_TERM_QUIET: "true" } : {};
}

/** The crate's own package.json with a `napi` section (an adopter's header, for instance), where there is one. */
function userNapiConfig(root: string, crate: string): readonly string[] {
  const path = join(root, crate, "package.json");
  return existsSync(path) && readFileSync(path, "utf8").includes('"napi"') ? [path] : [];
}

function napiCli(): { readonly program: string; readonly manifest: string } {
  const manifest = createRequire(import.meta.url).resolve("@napi-rs/cli/package.json");
  return { program: join(dirname(manifest), "dist", "cli.js"), manifest };
}

function failedBuild(what: string, crate: string): Stop {
  return stop(
    "FT6007",
    `the build of ${what} failed`,
    `mend what rustc says of ${crate} above, then run the same command again`,
  );
}
