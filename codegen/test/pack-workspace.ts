/** A copy of what `pack` reads of this repository, to pack from, and to spoil. */
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import type { JsonReport } from "../src/diagnostics/json-report.js";

export const root: string = fileURLToPath(new URL("../..", import.meta.url));
const cli = join(root, "codegen/bin/ferrotype.js");

/** The binary of this host, as `pnpm codegen` left it. */
export function hostBinary(): { readonly path: string; readonly target: string } {
  const folder = join(root, "generated/natives/native");
  const [name] = existsSync(folder) ? readdirSync(folder) : [];
  const target = /^natives\.(.+)\.node$/u.exec(name ?? "")?.[1];
  if (name === undefined || target === undefined) {
    throw new Error("the natives are not built: run pnpm codegen");
  }
  return { path: join(folder, name), target };
}

export interface PackRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the verb as a user does. */
export function runPack(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): PackRun {
  const run = spawnSync(process.execPath, [cli, "pack", ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, FERROTYPE_EXTRACT: extractor(), ...env },
  });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

function extractor(): string {
  const asked = process.env["FERROTYPE_EXTRACT"] ?? "";
  return asked === "" ? join(root, "target/quick/ferrotype-extract") : asked;
}

/** Codes and messages of the findings of a run. */
export function findings(cwd: string, args: readonly string[]): readonly string[] {
  const { stdout, stderr } = runPack(cwd, [...args, "--json", "--quiet"]);
  if (!stdout.startsWith("{")) throw new Error(stdout + stderr);
  const { diagnostics } = JSON.parse(stdout) as JsonReport;
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}

/** A folder of this test's own. */
export function openFolder(name: string): string {
  return realpathSync(mkdtempSync(join(tmpdir(), `ferrotype-${name}-`)));
}

/** What `pack` reads of this repository, in another folder. */
export function copyWorkspace(folder: string): string {
  const paths = [
    "Cargo.toml",
    "Cargo.lock",
    "LICENSE",
    "package.json",
    "pnpm-lock.yaml",
    "ferrotype.config.ts",
    "crates",
    "generated/surface",
    "generated/natives",
  ];
  for (const path of paths) {
    cpSync(join(root, path), join(folder, path), {
      recursive: true,
      filter: (from) => !/[\\/](?:node_modules|target)$|\.d\.ts\.map$/u.test(from),
    });
  }
  return folder;
}

/** Changes a file. */
export function edit(path: string, change: (text: string) => string): void {
  const before = readFileSync(path, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`nothing changes in ${path}`);
  writeFileSync(path, after);
}

/** Unpacks a tarball as package managers do. */
export function unpack(tarball: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "-C", folder, "--strip-components", "1"]);
}

/** A project with packages in its `node_modules`, the runtime of this repository among them. */
export function installed(folder: string, tarballs: Readonly<Record<string, string>>): string {
  for (const [name, path] of Object.entries(tarballs)) {
    unpack(path, join(folder, "node_modules", name));
  }
  const runtime = join(folder, "node_modules/@ferrotype/runtime");
  mkdirSync(runtime, { recursive: true });
  for (const path of ["package.json", "dist"]) {
    cpSync(join(root, "packages/runtime", path), join(runtime, path), { recursive: true });
  }
  mkdirSync(join(folder, "node_modules/@types"), { recursive: true });
  symlinkSync(
    realpathSync(join(root, "node_modules/@types/node")),
    join(folder, "node_modules/@types/node"),
  );
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  return folder;
}

/** Removes a folder of a test. */
export function remove(folder: string): void {
  if (dirname(folder) === realpathSync(tmpdir())) rmSync(folder, { recursive: true, force: true });
}
