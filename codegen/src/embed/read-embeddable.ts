/**
 * `ferrotype embed`: the binaries of a package as archives, and what makes them part of a single-file executable.
 * May import `diagnostics/`, `commands/stop.ts`, `pack/` for what binaries say of themselves, and esbuild here.
 *
 * Invariant: equal binaries give equal bytes, whatever machine and moment; no file is removed that embed did not write.
 */
import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { runInNewContext } from "node:vm";

import type { AddonTable } from "@ferrotype/runtime";
import { build } from "esbuild";

import { stop, type Stop } from "../commands/stop.js";

/** A generated package, installed or in the workspace that makes it. */
export interface Embeddable {
  /** Absolute path, symbolic links resolved. */
  readonly folder: string;
  readonly table: AddonTable;
}

/** Reads the table of a package, by its folder or by its name as seen from `here`. Loads no binary. */
export async function readEmbeddable(asked: string, here: string): Promise<Embeddable> {
  const folder = findFolder(asked, here);
  const binding = join(folder, "binding.js");
  if (!existsSync(binding)) throw notGenerated(asked, "it has no binding.js");
  const table = await readTable(binding);
  if (table === null) throw notGenerated(asked, "its binding.js holds no table");
  return { folder, table };
}

function findFolder(asked: string, here: string): string {
  const folder = resolve(here, asked);
  if (existsSync(join(folder, "package.json"))) return realpathSync(folder);
  try {
    return dirname(realpathSync(createRequire(join(here, "_")).resolve(`${asked}/package.json`)));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw stop(
      "FT6011",
      `--package: ${asked} is neither installed here nor a folder with a package.json`,
      "install it, or run ferrotype where it is installed",
    );
  }
}

function notGenerated(asked: string, why: string): Stop {
  return stop(
    "FT6011",
    `--package: ${asked} is no package that ferrotype made: ${why}`,
    "name a package that was written by ferrotype generate",
  );
}

const TIMEOUT_MS = 2000;

/** esbuild takes no flags. */
const ANY = new RegExp("^");

/** Runs the module with a runtime that only takes note of the table; null where none is asked to be loaded. */
async function readTable(binding: string): Promise<AddonTable | null> {
  const { outputFiles } = await build({
    entryPoints: [binding],
    bundle: true,
    write: false,
    format: "iife",
    logLevel: "silent",
    define: { "import.meta.url": JSON.stringify(pathToFileURL(binding).href) },
    plugins: [
      {
        name: "table",
        setup(context) {
          context.onResolve({ filter: ANY }, ({ kind, path }) =>
            kind === "entry-point" ? undefined : { path, namespace: "noted" },
          );
          context.onLoad({ filter: ANY, namespace: "noted" }, () => ({
            contents:
              "module.exports = { loadAddon(table) { note(JSON.stringify(table)); throw 0; } };",
          }));
        },
      },
    ],
  }).catch(() => ({ outputFiles: [] }));
  let noted: unknown = null;
  try {
    runInNewContext(
      outputFiles[0]?.text ?? "",
      {
        note: (text: string) => {
          noted = JSON.parse(text);
        },
      },
      { timeout: TIMEOUT_MS },
    );
  } catch (error) {
    // The stand-in ends the module by throwing.
    if (noted === null && error !== 0) return null;
  }
  return isTable(noted) ? noted : null;
}

function isTable(value: unknown): value is AddonTable {
  if (typeof value !== "object" || value === null) return false;
  const table = value as Partial<Record<keyof AddonTable, unknown>>;
  return (
    [table.package, table.version, table.contract, table.binary, table.leaf].every(
      (each) => typeof each === "string",
    ) &&
    typeof table.algorithm === "number" &&
    Array.isArray(table.targets)
  );
}
