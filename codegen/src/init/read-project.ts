/** Reads what a project says of itself; cargo is asked by the caller. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";

import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import { findEntry } from "./entry.js";
import { parseJsonFile, type JsonFile } from "./json-file.js";
import { readNapiSection } from "./napi-section.js";
import { findPackageManager } from "./package-manager.js";
import type { Addon, AddonCrate, Project } from "./project.js";

/** How deep a crate may lie where the root has none. */
const MAX_DEPTH = 4;
const SKIPPED = new Set(["node_modules", "target", "dist", "build"]);

/** A folder with a package.json, before its crates are known. */
export type Opened = Omit<Project, "addons">;

/** Opens the folder that `init` is run in. */
export function openProject(root: string): Opened | Diagnostic {
  const read = (path: string): string | null => readIfThere(join(root, path));
  const text = read("package.json");
  if (text === null) {
    return diagnostic("FT6015", "there is no package.json here", {
      help: "run ferrotype init in the folder that holds the package.json of the project, with the crate in it or beneath; npm init makes one",
    });
  }
  const packageJson = parseJsonFile({ path: "package.json", text });
  if ("code" in packageJson) return packageJson;
  return {
    root,
    packageJson,
    manager: findPackageManager(packageJson.value, read),
    read,
    list: (path) => listIfThere(join(root, path)),
  };
}

/** Every Cargo.toml that cargo is to be asked about: the root's, else the outermost ones beneath. */
export function findManifests(root: string): readonly string[] {
  return isFile(join(root, "Cargo.toml")) ? ["Cargo.toml"] : manifestsBeneath(root, "", MAX_DEPTH);
}

/** The same without the root's own: for a root whose crate is no addon. */
export function manifestsBeneath(
  root: string,
  folder = "",
  depth: number = MAX_DEPTH,
): readonly string[] {
  if (depth === 0) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .filter(({ name }) => !SKIPPED.has(name))
    .map(({ name }) => posix.join(folder, name))
    .sort()
    .flatMap((path) => {
      const manifest = posix.join(path, "Cargo.toml");
      return isFile(join(root, manifest)) ? [manifest] : manifestsBeneath(root, path, depth - 1);
    });
}

/** The project with the crates that were chosen. */
export function completeProject(
  opened: Opened,
  crates: readonly AddonCrate[],
): Project | Diagnostic {
  const addons: Addon[] = [];
  for (const crate of crates) {
    const own = ownPackageJson(opened, crate.folder);
    if (own !== null && "code" in own) return own;
    const owner = own ?? packageJsonOf(opened);
    const cargoToml = posix.join(crate.folder, "Cargo.toml");
    addons.push({
      crate,
      cargoToml: { path: cargoToml, text: opened.read(cargoToml) ?? "" },
      owner,
      napi: owner === null ? null : readNapiSection(owner.value),
      entry: owner === null ? null : findEntry(posix.dirname(owner.path), owner.value, opened.read),
    });
  }
  return { ...opened, addons };
}

function ownPackageJson({ packageJson, read }: Opened, folder: string) {
  if (folder === ".") return packageJson;
  const path = posix.join(folder, "package.json");
  const text = read(path);
  return text === null ? null : parseJsonFile({ path, text });
}

/** The root's package.json is about a crate beneath it where it has a section for napi-rs. */
function packageJsonOf({ packageJson }: Opened): JsonFile | null {
  return readNapiSection(packageJson.value) === null ? null : packageJson;
}

/** A path as a person writes it from the root. */
export function fromRoot(root: string, path: string): string {
  const short = relative(root, path).split(sep).join("/");
  return short === "" ? "." : short;
}

function readIfThere(path: string): string | null {
  return isFile(path) ? readFileSync(path, "utf8") : null;
}

function listIfThere(path: string): readonly string[] {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? readdirSync(path).sort() : [];
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
