/** What `generate` and `check` share: config, builds, views, and the plan of what would be written. */
import { existsSync, realpathSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { generate, generateTypeTests } from "../generate.js";
import type { Manifest } from "../model/manifest.js";
import type { GeneratedFile, GenerateOptions } from "../model/views.js";
import type { ResolvedAddon, ResolvedConfig } from "../read/config.js";
import { openDeclaredReader } from "../read/declared-reader.js";
import { findConfig, readConfig } from "../read/read-config.js";
import { findForeignFolders } from "../write/foreign-folders.js";
import { planWrite, type OwnedFolder, type Plan } from "../write/plan.js";
import type { Copy } from "../write/write.js";
import type { Flags } from "./arguments.js";
import { buildAddon, buildExtractor, lastBuild, openCargo, type BuiltAddon } from "./build.js";
import { cacheFolder, type FinishedBuild } from "./build-record.js";
import { mendingCommand } from "./mending-command.js";
import { ownVersion } from "./own-version.js";
import type { Progress } from "./progress.js";
import { readViews } from "./read-views.js";
import { rememberConfig, rememberedConfig } from "./remember-config.js";
import { hasErrors } from "./report.js";
import { lockWorkspace } from "./run-lock.js";
import { Stop, stop, UsageError } from "./stop.js";

export interface AddonRun {
  readonly addon: ResolvedAddon;
  readonly manifest: Manifest;
  readonly built: BuiltAddon;
  /** Absolute path of the extractor. */
  readonly extractor: string;
  readonly files: readonly GeneratedFile[];
}

export interface Session {
  readonly config: ResolvedConfig;
  readonly extractor: FinishedBuild | null;
  readonly addons: readonly AddonRun[];
  readonly plan: Plan;
  /** Built addons, to be copied into their packages. */
  readonly copies: readonly Copy[];
  /** Findings that do not stop a run. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the config and gives it to `use`, while no other run builds or writes in the workspace; another that does is
 * waited for. `startedMs` is a moment before anything was read, by a clock that may lie some milliseconds behind.
 */
export async function inWorkspace<T>(
  flags: Flags,
  progress: Progress,
  use: (config: ResolvedConfig, startedMs: number) => Promise<T>,
): Promise<T> {
  let startedMs = Date.now() - 10;
  let config = await openConfig(flags);
  let waited = false;
  const release = await lockWorkspace(config.root, () => {
    waited = true;
    progress.begin("wait for another ferrotype in this workspace");
  });
  try {
    if (waited) {
      startedMs = Date.now() - 10;
      config = await openConfig(flags);
    }
    return await use(config, startedMs);
  } finally {
    release();
  }
}

/** Runs everything up to the plan; errors of a phase end it. */
export async function runSession(
  config: ResolvedConfig,
  flags: Flags,
  progress: Progress,
): Promise<Session> {
  const extractors: FinishedBuild[] = [];
  const addons: AddonRun[] = [];
  const diagnostics: Diagnostic[] = [];
  const declared = openDeclaredReader(config.root, cacheFolder(config.root));
  for (const addon of config.addons) {
    const cargo = openCargo(config.root, addon.crate);
    const extractor = await buildExtractor(cargo, progress);
    if (extractor !== null) extractors.push(extractor);
    let typeTests: readonly GeneratedFile[] | null = null;
    const views = await readViews({
      root: config.root,
      addon,
      progress,
      declared,
      last: lastBuild(config.root, addon, flags.profile),
      build: (manifest) => {
        const crates = [...new Set(manifest.items.map(({ crate }) => crate))];
        return buildAddon(cargo, addon, crates, flags.profile, progress);
      },
      beside: (manifest) => {
        typeTests = generateTypeTests(manifest, optionsOf(config, addon, manifest));
      },
    });
    progress.begin(`generate ${addon.out}`);
    const generated = generate(views, optionsOf(config, addon, views.source), typeTests);
    progress.end();
    if (hasErrors(generated.diagnostics)) throw new Stop(generated.diagnostics);
    diagnostics.push(...generated.diagnostics);
    const { source: manifest, built, extractor: program } = views;
    addons.push({ addon, manifest, built, extractor: program, files: generated.files });
  }
  const plan = planWrite(
    config.root,
    addons.flatMap(({ files }) => files),
    ownedFolders(config),
  );
  refuseForeignFolders(plan, config);
  const copies = addons.map(({ addon, built }) => copyOf(config.root, addon, built.binary));
  return { config, extractor: extractors[0] ?? null, addons, plan, copies, diagnostics };
}

/** Folders that are ferrotype's alone. */
export function ownedFolders(config: ResolvedConfig): readonly OwnedFolder[] {
  return [
    ...config.addons.map(({ out }) => ({ path: out, except: ["node_modules", "native"] })),
    { path: config.locks, except: [] },
    { path: config.typeTests, except: [] },
  ];
}

function refuseForeignFolders(plan: Plan, config: ResolvedConfig): void {
  const [folder] = findForeignFolders(plan, ownedFolders(config));
  if (folder === undefined) return;
  const { path, files } = folder;
  const what = files.length === 1 ? "a file" : `${files.length} files`;
  throw stop(
    "FT6003",
    `${path} holds ${what} that ferrotype did not write, such as ${files[0]}`,
    "name a folder of its own in the config, or empty this one",
  );
}

/** Reads the config that the flags name, or the nearest one. */
export async function openConfig(flags: Flags): Promise<ResolvedConfig> {
  const path = flags.config === null ? findConfig(process.cwd()) : resolve(flags.config);
  if (path === null) {
    throw new UsageError(
      "no ferrotype.config.ts here or in a folder above; --config FILE names another",
    );
  }
  if (flags.config !== null && !existsSync(path))
    throw new UsageError(`--config: ${path} is not there`);
  const startedMs = Date.now() - 10;
  const known = rememberedConfig(path);
  const result = await readConfig(path, { known });
  if (result.config === null) throw new Stop(result.diagnostics);
  if (known === null) rememberConfig(path, result.evaluated, startedMs);
  return result.config;
}

/** What `generate` is asked for one addon. */
export function optionsOf(
  config: ResolvedConfig,
  addon: ResolvedAddon,
  source: Manifest,
): GenerateOptions {
  const { package: name } = source.crate;
  return {
    out: addon.out,
    locks: config.locks,
    typeTests: config.typeTests,
    targets: addon.targets,
    leaf: addon.leaf.replaceAll("<package>", name),
    envPrefix: addon.envPrefix ?? environmentPrefix(name),
    workspace: isWorkspaceRuntime(config.root),
    allow: addon.allow,
    command: mendingCommand(config.root),
    toolVersion: ownVersion().split(".").slice(0, 2).join("."),
  };
}

/** `@ferrotype/natives` → `FERROTYPE_NATIVES`. */
function environmentPrefix(name: string): string {
  return name
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/gu, "_")
    .replaceAll(/^_+|_+$/gu, "");
}

/** `@ferrotype/runtime` is a member of this workspace and not installed from a registry. */
function isWorkspaceRuntime(root: string): boolean {
  const path = realpathSync(fileURLToPath(import.meta.resolve("@ferrotype/runtime/package.json")));
  const fromRoot = relative(realpathSync(root), path);
  return !fromRoot.startsWith("..") && !fromRoot.split(sep).includes("node_modules");
}

function copyOf(root: string, addon: ResolvedAddon, binary: string): Copy {
  const target = /\.([^.]+)\.node$/u.exec(binary)?.[1] ?? "unknown";
  return { from: binary, to: join(root, addon.out, "native", `${addon.name}.${target}.node`) };
}
