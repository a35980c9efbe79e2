/** Where an installed npm package keeps the types that napi-rs wrote and its binary for this machine. */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import { stop } from "./stop.js";
import { describeHost, fitsHost } from "./verify-host.js";
import { facadeOf, isFile, type PackageJson } from "./verify-exports.js";
import { filesBelow, typesOf, type TypesFile } from "./verify-types.js";

export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Absolute path of the folder, symbolic links resolved. */
  readonly folder: string;
  /** Every d.ts that may be napi-rs's, the likeliest first; absolute paths, one at least. */
  readonly types: readonly TypesFile[];
  readonly binary: InstalledBinary | null;
  /** Absolute path of what `import` of the package loads in Node; null without such a file. */
  readonly script: string | null;
}

export interface InstalledBinary {
  /** Absolute path. */
  readonly path: string;
  /** The package that holds it: the leaf of this platform, or the package itself. */
  readonly owner: string;
}

/** Finds the parts of a package; ends where there are none. The binary is looked for if `load` says so. */
export function findInstalled(path: string, load: boolean): InstalledPackage {
  const asked = resolve(path);
  if (!existsSync(join(asked, "package.json"))) {
    const what = existsSync(asked) ? "holds no package.json" : "is not there";
    throw stop(
      "FT6011",
      `--package: ${path} ${what}`,
      "name the folder of an installed package, such as node_modules/oxc-parser",
    );
  }
  // As Node does: a package of pnpm's store finds its leaf beside its real place.
  const folder = realpathSync(asked);
  const manifest = readPackageJson(folder);
  const binaries = binariesOf(folder, manifest);
  const { types: entry, script } = facadeOf(folder, manifest);
  const types = typesOf(folder, entry);
  const isAddon = manifest.napi !== undefined && types.length > 0;
  if (!isAddon && !types.some(({ marked }) => marked)) throw missingTypes(manifest, binaries);
  const binary = load ? (binaries.find(({ path: file }) => fitsHost(file)) ?? null) : null;
  if (load && binary === null) throw missingBinary(folder, manifest);
  const { name, version } = manifest;
  return { name, version, folder, types, binary, script };
}

function readPackageJson(folder: string): PackageJson {
  if (!isFile(join(folder, "package.json"))) {
    throw stop("FT6011", `${join(folder, "package.json")} is no file`, "install the package again");
  }
  const text = readFileSync(join(folder, "package.json"), "utf8");
  let value: Partial<PackageJson>;
  try {
    value = JSON.parse(text) as Partial<PackageJson>;
  } catch {
    throw stop(
      "FT6011",
      `${join(folder, "package.json")} is not valid JSON`,
      "install the package again",
    );
  }
  return { ...value, name: value.name ?? folder, version: value.version ?? "0.0.0" };
}

/** Every binary of the package and of the leaves that are installed, for whatever platform. */
function binariesOf(folder: string, manifest: PackageJson): readonly InstalledBinary[] {
  const own = filesBelow(folder, /\.node$/u, 3).map((path) => ({ path, owner: titleOf(manifest) }));
  const ofLeaves = leavesOf(manifest).flatMap((leaf) => {
    const place = findModule(folder, leaf);
    if (place === null) return [];
    const { main, ...manifestOfLeaf } = readPackageJson(place);
    // Of napi-rs's leaves the binary is the entry; another dependency may carry one for itself.
    const isLeaf = typeof main === "string" && main.endsWith(".node") && isFile(join(place, main));
    return isLeaf ? [{ path: join(place, main), owner: titleOf(manifestOfLeaf) }] : [];
  });
  return [...own, ...ofLeaves];
}

function titleOf({ name, version }: PackageJson): string {
  return `${name} ${version}`;
}

/** Packages that may be a platform's: napi-rs and others name them in `optionalDependencies`. */
function leavesOf(manifest: PackageJson): readonly string[] {
  return Object.keys({ ...manifest.optionalDependencies, ...manifest.dependencies });
}

/** A package by Node's walk through `node_modules` folders, whatever its `exports` allow. */
function findModule(from: string, name: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const place = join(folder, "node_modules", name);
    if (existsSync(join(place, "package.json"))) return place;
    if (dirname(folder) === folder) return null;
  }
}

function missingTypes({ name }: PackageJson, binaries: readonly InstalledBinary[]): Error {
  const pieces = "give the pieces: --dts FILE --binary FILE";
  if (binaries.length === 0) {
    return stop(
      "FT6012",
      `no napi-rs addon was found: ${name} has neither types that napi-rs wrote nor a binary`,
      "name the package of an addon, such as node_modules/oxc-parser",
    );
  }
  if (leafName.test(name)) {
    return stop(
      "FT6012",
      `${name} holds a binary, and no types that napi-rs wrote`,
      `name the package that users import, not the leaf of one platform; or ${pieces}`,
    );
  }
  return stop(
    "FT6012",
    `no napi-rs addon was found: ${name} has a binary, but neither types that napi-rs wrote nor \`napi\` settings in its package.json`,
    `verify is for addons made with napi-rs; if this is one, ${pieces}`,
  );
}

/** Names of packages for one platform end so. */
const leafName = /-(?:android|darwin|freebsd|linux|openharmony|wasm32|win32)(?:-\w+)*$/u;

function missingBinary(folder: string, manifest: PackageJson): Error {
  const host = describeHost();
  const optional = Object.keys(manifest.optionalDependencies ?? {});
  const leaf = optional.find((name) => host.targets.some((target) => name.endsWith(`-${target}`)));
  const there = optional.filter((name) => findModule(folder, name) !== null);
  const installed =
    there.length === 0
      ? "no platform package of it is installed"
      : `installed: ${there.join(", ")}`;
  if (leaf === undefined) {
    return stop(
      "FT6013",
      `${manifest.name} has no binary for ${host.name}: ${installed}`,
      "verify it on a platform that it is made for, or add --no-load --crate DIR",
    );
  }
  const version = manifest.optionalDependencies?.[leaf] ?? manifest.version;
  return stop(
    "FT6013",
    `${manifest.name} has no binary for ${host.name}: \`${leaf}\` is not installed beside it`,
    `\`npm install ${leaf}@${version}\`, or leave the binary out by --no-load`,
  );
}
