/**
 * Projects of strangers: copies of `fixtures/init` outside of this repository, with our packages from tarballs and our
 * crates from `cargo package`. Only the compiler's cache is shared, so that each crate is compiled once for all of them.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { packOurselves, type Tarballs } from "../../scripts/pack-ourselves.js";
import { prepare } from "../../scripts/prepare.js";

export const root: string = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/u, "");

/** One folder for each clone: cargo finds what it built of a crate by the path of its sources. */
const outside = join(
  realpathSync(tmpdir()),
  `ferrotype-init-${createHash("sha256").update(root).digest("hex").slice(0, 8)}`,
);
const targetDirectory = join(root, "target/init-fixtures");

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Packs what we publish; the extractor is the one that `pnpm codegen` built. */
export async function packForStrangers(): Promise<Tarballs> {
  if (!(await prepare())) throw new Error("the generator does not compile");
  const destination = join(outside, "tarballs");
  rmSync(destination, { recursive: true, force: true });
  return packOurselves({ destination, extractor: join(root, "target/quick/ferrotype-extract") });
}

const crates = ["ferrotype", "ferrotype-macros", "ferrotype-extract"];

/** Packages our crates as for crates.io, and gives the cargo config under which they come from there. */
export function packageCrates(): string {
  const names = crates.flatMap((name) => ["-p", name]);
  const flags = ["--no-verify", "--allow-dirty", "--quiet", "--target-dir", targetDirectory];
  succeed(runProgram("cargo", ["package", ...flags, ...names], root));
  const folder = join(outside, "crates");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of crates) {
    const archive = join(targetDirectory, "package", `${name}-0.1.0.crate`);
    succeed(runProgram("tar", ["-xzf", archive, "-C", folder], root));
  }
  const patches = crates.map(
    (name) => `${name} = { path = ${JSON.stringify(join(folder, `${name}-0.1.0`))} }`,
  );
  return ["[patch.crates-io]", ...patches, ""].join("\n");
}

export class StrangersProject {
  readonly folder: string;

  /** Lays out the project anew; the lock of this workspace keeps the versions of its crates. */
  constructor(fixture: string) {
    this.folder = join(outside, fixture);
    rmSync(this.folder, { recursive: true, force: true });
    cpSync(join(root, "codegen/test/fixtures/init", fixture), this.folder, { recursive: true });
  }

  /** Puts this workspace's lock beside a Cargo.toml. */
  lockCrates(folder: string = "."): void {
    cpSync(join(root, "Cargo.lock"), this.path(join(folder, "Cargo.lock")));
  }

  path(file: string): string {
    return join(this.folder, file);
  }

  read(file: string): string {
    return readFileSync(this.path(file), "utf8");
  }

  write(file: string, text: string): void {
    writeFileSync(this.path(file), text);
  }

  /** An edit that changes nothing is a mistake of the test. */
  edit(file: string, change: (text: string) => string): void {
    const after = change(this.read(file));
    if (after === this.read(file)) throw new Error(`the edit of ${file} changes nothing`);
    this.write(file, after);
  }

  run(program: string, args: readonly string[]): Run {
    return runProgram(program, args, this.folder);
  }

  /** Runs a program that has to succeed, and gives what it printed. */
  ok(program: string, args: readonly string[]): string {
    return succeed(this.run(program, args));
  }

  /** Text of every file that a person or git would look at, by path. */
  files(): ReadonlyMap<string, string> {
    const skipped = new Set(["node_modules", "target"]);
    const list = (folder: string): readonly string[] =>
      readdirSync(this.path(folder), { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return skipped.has(entry.name) ? [] : list(path);
        return [path];
      });
    return new Map(
      [...list("")].sort().map((path) => [path, readFileSync(this.path(path), "latin1")] as const),
    );
  }

  /** Links anywhere in it, installed packages included, that lead out of the folder of all projects. */
  linksOut(): readonly string[] {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isSymbolicLink())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !realpathSync(path).startsWith(`${outside}/`));
  }
}

function runProgram(program: string, args: readonly string[], cwd: string): Run {
  const { FERROTYPE_EXTRACT: _, ...environment } = process.env;
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: {
      ...environment,
      CARGO_TARGET_DIR: targetDirectory,
      // Without debug info a third of the time goes; the projects themselves say nothing of it.
      CARGO_PROFILE_DEV_DEBUG: "false",
      NO_COLOR: "1",
    },
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

function succeed({ status, stdout, stderr }: Run): string {
  if (status !== 0) throw new Error(`exit code ${status}\n${stdout}\n${stderr}`);
  return stdout;
}
