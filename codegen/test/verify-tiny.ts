/** The tiny addon as `napi build` leaves it, and `verify` as a process over edited copies of its pieces. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { buildAddon, buildExtractor, openCargo } from "../src/commands/build.js";
import { openProgress } from "../src/commands/progress.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const crate = "crates/ferrotype/tests/addon";
const bin = join(root, "codegen/bin/ferrotype.js");

/** A first build compiles napi and tokio. */
export const buildTimeoutMs = 600_000;

export interface Tiny {
  /** Absolute paths of what `napi build` made. */
  readonly binary: string;
  readonly declared: string;
  /** Absolute path of the crate. */
  readonly crate: string;
}

/** Builds where the sources moved; only one test file may ask. */
export async function buildTiny(): Promise<Tiny> {
  const cargo = openCargo(root, crate);
  const progress = openProgress(true);
  await buildExtractor(cargo, progress);
  const { binary, declared } = await buildAddon(
    cargo,
    { name: "tiny", crate },
    ["tiny-addon"],
    null,
    progress,
  );
  return { binary, declared, crate: join(root, crate) };
}

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder of files, and `ferrotype` run in it. */
export class Place {
  readonly folder: string = mkdtempSync(join(tmpdir(), "ferrotype-verify-"));

  write(name: string, text: string | Buffer): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return name;
  }

  copy(from: string, name: string): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    copyFileSync(from, path);
    return name;
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }

  run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
      cwd: this.folder,
      encoding: "utf8",
      env: { ...process.env, GITHUB_ACTIONS: "", ...env },
    });
    return { code: status, out: stdout, err: stderr };
  }

  /** Relative to the folder, as reports name it. */
  shown(path: string): string {
    return relative(this.folder, path);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
