/** Runs cargo, and reads what it knows of a workspace and of a finished build. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

import type { Progress } from "./progress.js";
import { stop, type Stop } from "./stop.js";

export interface CargoPackage {
  readonly name: string;
  /** Absolute path of its Cargo.toml. */
  readonly manifest_path: string;
  readonly targets: readonly { readonly name: string; readonly crate_types: readonly string[] }[];
  /** `[package.metadata]` as it stands. */
  readonly metadata?: unknown;
}

/** The part of `cargo metadata` that is used. */
export interface CargoMetadata {
  readonly packages: readonly CargoPackage[];
  readonly workspace_root: string;
  readonly target_directory: string;
}

/** Asks cargo for the packages of a workspace; works offline. */
export async function readCargoMetadata(root: string, crate: string): Promise<CargoMetadata> {
  const manifest = join(root, crate, "Cargo.toml");
  const args = ["metadata", "--no-deps", "--format-version", "1", "--manifest-path", manifest];
  const { code, output } = await runProgram("cargo", args, root, "pipe");
  if (code !== 0) {
    throw stop("FT6007", `cargo cannot read ${crate}/Cargo.toml`, "mend what cargo says above");
  }
  return JSON.parse(output) as CargoMetadata;
}

/**
 * Runs a program; its stderr is ours. Output goes to our stderr or is returned.
 * Without cargo on the search path this is FT6006.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  cwd: string,
  output: "pipe" | "show",
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((settle, fail) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...environment },
      stdio: ["ignore", output === "pipe" ? "pipe" : 2, 2],
    });
    const chunks: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.once("error", (error: NodeJS.ErrnoException) => {
      fail(error.code === "ENOENT" ? missingTool(program) : error);
    });
    child.once("close", (code, signal) => {
      if (signal !== null) fail(stop("FT6007", `${program} ended by ${signal}`, null));
      else settle({ code: code ?? 1, output: Buffer.concat(chunks).toString() });
    });
  });
}

/** FT6006 for a program of the Rust toolchain. */
export function missingTool(program: string): Stop {
  return stop(
    "FT6006",
    `${program} is not on the search path`,
    "install Rust (https://rustup.rs), open a new shell, then run the same command again",
  );
}

/** What cargo's dep-info names as inputs of one artifact: files and folders, absolute; nothing of `targetDirectory`. */
export function readDepInfo(
  path: string,
  targetDirectory: string,
  root: string,
): readonly string[] {
  const text = readFileSync(path, "utf8");
  const inputs = new Set<string>();
  for (const line of text.split("\n")) {
    const colon = line.indexOf(": ");
    if (colon < 0 || line.startsWith("#")) continue;
    // Spaces within a path are escaped.
    for (const part of line.slice(colon + 2).split(/(?<!\\) /u)) {
      const input = part.replaceAll("\\ ", " ").trim();
      if (input === "") continue;
      const absolute = resolve(root, input);
      if (!absolute.startsWith(targetDirectory)) inputs.add(absolute);
    }
  }
  return [...inputs].sort();
}

/** Variables that build scripts asked cargo to watch (`rerun-if-env-changed`), from their recorded output. */
export function readWatchedVariables(profileDirectory: string): readonly string[] {
  const build = join(profileDirectory, "build");
  if (!existsSync(build)) return [];
  const names = new Set<string>();
  for (const folder of readdirSync(build)) {
    const output = join(build, folder, "output");
    if (!existsSync(output)) continue;
    for (const hit of readFileSync(output, "utf8").matchAll(
      /^cargo::?rerun-if-env-changed=(.+)$/gmu,
    )) {
      if (hit[1] !== undefined) names.add(hit[1].trim());
    }
  }
  return [...names].sort();
}

/** Splits inputs into files and folders; a folder's files are among the files. */
export function splitInputs(inputs: readonly string[]): {
  readonly files: readonly string[];
  readonly folders: readonly { readonly path: string; readonly except: readonly string[] }[];
} {
  const files: string[] = [];
  const folders: { path: string; except: readonly string[] }[] = [];
  for (const input of inputs) {
    if (statSync(input, { throwIfNoEntry: false })?.isDirectory() !== true) files.push(input);
    else {
      folders.push({ path: input, except: SKIPPED });
      files.push(...filesBeneath(input));
    }
  }
  return { files, folders };
}

/** Never sources of a crate. */
const SKIPPED: readonly string[] = ["target", "node_modules", ".git"];

function filesBeneath(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.includes(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBeneath(path) : [path];
  });
}

/** Variables for a cargo that is to be as quiet as we are. */
export function cargoEnvironment(progress: Progress): Readonly<Record<string, string>> {
  return progress.quiet ? { CARGO_TERM_QUIET: "true" } : {};
}

/** FT6007; what is wrong has been said by rustc. */
export function failedBuild(what: string, crate: string): Stop {
  return stop(
    "FT6007",
    `the build of ${what} failed`,
    `mend what rustc says of ${crate} above, then run the same command again`,
  );
}
