/** Finds the config and loads it, TypeScript included, on every supported Node. Loads esbuild when it is called. */
import {
  type Stats,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, posix, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import type { BuildFailure, Message, Plugin } from "esbuild";

import { codes } from "../diagnostics/codes.js";
import type { Diagnostic, Span } from "../diagnostics/diagnostic.js";
import { positionAt } from "../diagnostics/position.js";
import type { Config, ResolvedAddon, ResolvedConfig } from "./config.js";
import { checkConfig, type ConfigFault } from "./config-schema.js";
import { checkFolders } from "./config-folders.js";
import { copyPath } from "./config-copy.js";
import { isPlainConfig } from "./plain-config.js";
import { runConfig } from "./run-config.js";

/** Names under which a config is looked for, best first. */
export const configNames: readonly string[] = [
  "ferrotype.config.ts",
  "ferrotype.config.mts",
  "ferrotype.config.js",
  "ferrotype.config.mjs",
];

const DEFAULT_TARGETS: readonly string[] = [
  "linux-x64-gnu",
  "linux-arm64-gnu",
  "darwin-x64",
  "darwin-arm64",
  "win32-x64-msvc",
];

/** What a config exports. */
export interface EvaluatedConfig {
  readonly value: unknown;
  /** Absolute paths of the files that it is made of, sorted. */
  readonly inputs: readonly string[];
  /** These files alone decide the value. */
  readonly isPlain: boolean;
}

export type ConfigResult =
  | {
      readonly config: ResolvedConfig;
      readonly diagnostics: readonly Diagnostic[];
      readonly evaluated: EvaluatedConfig;
    }
  | { readonly config: null; readonly diagnostics: readonly Diagnostic[] };

/** The config in `from` or the nearest folder above; null where there is none. */
export function findConfig(from: string): string | null {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const name = configNames.find((candidate) => isThere(join(folder, candidate)));
    if (name !== undefined) return join(folder, name);
    if (folder === dirname(folder)) return null;
  }
}

export interface ConfigReading {
  /** How long the config may take. @default 10000 */
  readonly timeoutMs?: number;
  /** What it exports, where that is known: then it is not run. */
  readonly known?: EvaluatedConfig | null;
}

/** A link that leads nowhere is there too: passing it by would take the config of a folder above. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Loads and checks the config at an absolute path. */
export async function readConfig(path: string, reading: ConfigReading = {}): Promise<ConfigResult> {
  const loaded = reading.known ?? (await loadConfig(path, reading.timeoutMs ?? 10_000));
  if ("diagnostic" in loaded) return { config: null, diagnostics: [loaded.diagnostic] };
  const { value, inputs } = loaded;
  const faults = checkConfig(value);
  if (faults.length > 0) return { config: null, diagnostics: faults.map((f) => diagnose(f, path)) };
  const config = resolveConfig(value as Config, path, inputs);
  const folderFaults = checkFolders(config);
  if (folderFaults.length > 0) {
    return { config: null, diagnostics: folderFaults.map((fault) => diagnose(fault, path)) };
  }
  return { config, diagnostics: [], evaluated: loaded };
}

type Loaded = EvaluatedConfig | { readonly diagnostic: Diagnostic };

/** Bundles what the config imports by path, leaves packages where they are, and imports the result from beside it. */
async function loadConfig(path: string, timeoutMs: number): Promise<Loaded> {
  const root = dirname(path);
  const refused = refuse(path);
  if (refused !== null) return { diagnostic: refused };
  const { build } = await import("esbuild");
  let text: string;
  let inputs: readonly string[];
  let isPlain: boolean;
  try {
    const result = await build({
      entryPoints: [path],
      absWorkingDir: root,
      bundle: true,
      write: false,
      metafile: true,
      format: "esm",
      platform: "node",
      target: "node20",
      packages: "external",
      logLevel: "silent",
      sourcemap: "inline",
      define: {
        "import.meta.url": JSON.stringify(pathToFileURL(path).href),
        "import.meta.dirname": JSON.stringify(root),
        "import.meta.filename": JSON.stringify(path),
      },
      plugins: [ownPackage],
    });
    text = result.outputFiles[0]?.text ?? "";
    inputs = Object.keys(result.metafile.inputs)
      .map((input) => resolve(root, input))
      .sort();
    isPlain = isPlainConfig(text, result.metafile, ownEntry.href);
  } catch (error) {
    return { diagnostic: unreadable(path, firstMessage(error), error) };
  }
  const file = copyPath(root);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    const run = await runConfig(pathToFileURL(file).href, timeoutMs);
    if (run.kind === "fault") return { diagnostic: failure(path, run.fault, run.help) };
    if (run.value === undefined) {
      return {
        diagnostic: failure(
          path,
          "it has no default export",
          "write export default defineConfig({ … })",
        ),
      };
    }
    return { value: run.value, inputs, isPlain };
  } catch (error) {
    return { diagnostic: unreadable(path, null, error) };
  } finally {
    rmSync(file, { force: true });
  }
}

/** A pipe would never end, and a device would fill the memory. */
function refuse(path: string): Diagnostic | null {
  let stat: Stats;
  try {
    stat = statSync(path);
  } catch (error) {
    const help = "see where its links lead, and that this user may read it";
    return failure(path, error instanceof Error ? error.message : String(error), help);
  }
  if (!stat.isFile()) return failure(path, "it is no file", "let it be a file");
  if (stat.size <= MOST_BYTES) return null;
  const what = `it has ${stat.size} bytes, and ${MOST_BYTES} are the most`;
  return failure(path, what, "let it import data from another file, if it must");
}

const MOST_BYTES = 1024 * 1024;

const ownEntry = new URL("../index.js", import.meta.url);

/** `import { defineConfig } from "ferrotype"` means us, whether or not the workspace has us among its packages. */
const ownPackage: Plugin = {
  name: "ferrotype",
  setup(build) {
    if (!existsSync(fileURLToPath(ownEntry))) return;
    build.onResolve({ filter: /^ferrotype$/ }, () => ({ path: ownEntry.href, external: true }));
  },
};

function firstMessage(error: unknown): Message | null {
  const failed = error as Partial<BuildFailure>;
  return Array.isArray(failed.errors) ? (failed.errors[0] ?? null) : null;
}

function unreadable(path: string, message: Message | null, error: unknown): Diagnostic {
  const what = message?.text ?? (error instanceof Error ? error.message : String(error));
  const location = message?.location ?? null;
  if (location === null)
    return failure(path, what, "see that the config runs by itself: `node` shows where it throws");
  // esbuild counts columns in bytes from 0.
  const before = Buffer.from(location.lineText).subarray(0, location.column).toString();
  const root = dirname(path);
  const file = resolve(root, location.file);
  const span = spanAt(
    file,
    root,
    offsetOf(readFileSync(file, "utf8"), location.line, before.length),
    1,
  );
  return { ...failure(path, what, "mend the syntax there"), primary: span };
}

function failure(path: string, what: string, help: string | null): Diagnostic {
  return {
    code: "FT6001",
    severity: codes.FT6001.severity,
    message: `${basename(path)} cannot be read: ${what}`,
    primary: null,
    related: [],
    help,
    at: null,
  };
}

function diagnose(fault: ConfigFault, path: string): Diagnostic {
  return {
    code: fault.code,
    severity: codes[fault.code].severity,
    message: `${basename(path)}: ${fault.message}`,
    primary: findNeedle(path, fault.needle),
    related: [],
    help: fault.help,
    at: null,
  };
}

/** The place of a key or a string, where the config holds it once; the value that was checked carries no positions. */
function findNeedle(path: string, needle: string): Span | null {
  if (needle === "") return null;
  const text = readFileSync(path, "utf8");
  const escaped = needle.replace(/[\\^$.*+?()[\]{}|]/gu, "\\$&");
  const hits = [
    ...text.matchAll(new RegExp(`(?<![\\w$])["']?${escaped}["']?\\s*:|["']${escaped}["']`, "gu")),
  ];
  const [hit] = hits;
  if (hits.length !== 1 || hit === undefined) return null;
  return spanAt(path, dirname(path), hit.index + hit[0].indexOf(needle), needle.length);
}

function spanAt(file: string, root: string, offset: number, length: number): Span {
  const text = readFileSync(file, "utf8");
  return {
    file: relative(root, file).split(sep).join(posix.sep),
    start: positionAt(text, offset),
    end: positionAt(text, Math.min(text.length, offset + length)),
  };
}

function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split("\n");
  return lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column;
}

function resolveConfig(config: Config, path: string, inputs: readonly string[]): ResolvedConfig {
  const addons = config.addons.map((addon): ResolvedAddon => {
    const crate = posix.normalize(addon.crate).replace(/\/$/u, "");
    // The folder of a clone may have any name, so an addon at the root is named by its Cargo.toml.
    const name = crate === "." ? crateName(dirname(path)) : posix.basename(crate);
    return {
      name,
      crate,
      out: normalFolder(addon.out ?? `generated/${name}`),
      targets: addon.targets ?? DEFAULT_TARGETS,
      allow: addon.allow ?? [],
      leaf: addon.leaf ?? "<package>-<target>",
      envPrefix: addon.envPrefix ?? null,
    };
  });
  return {
    root: dirname(path),
    path,
    inputs,
    addons,
    locks: normalFolder(config.locks ?? "generated/surface"),
    typeTests: normalFolder(config.typeTests ?? "generated/type-tests"),
  };
}

function crateName(root: string): string {
  const manifest = join(root, "Cargo.toml");
  const text = existsSync(manifest) ? readFileSync(manifest, "utf8") : "";
  return /^\s*name\s*=\s*"([^"]+)"/mu.exec(text)?.[1] ?? "addon";
}

function normalFolder(path: string): string {
  return posix.normalize(path).replace(/\/$/u, "");
}
