/**
 * Brings the pinned packages and crates of `pnpm corpora` into `target/corpora/cache`, by npm and cargo alone.
 * What is already there is taken as it is; what arrives is compared with its pin first.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { FetchError, fetchNpm, packageFolder as folderIn, read, run } from "./fetch-npm.js";
import { root } from "./root.js";

/**
 * @typedef {import("./fetch-npm.d.ts").NpmPin} NpmPin
 *
 * @typedef {object} CratePin
 * @property {string} name
 * @property {string} version
 * @property {string} checksum as cargo writes it
 *
 * @typedef {object} Corpus
 * @property {boolean} small part of what CI runs
 * @property {NpmPin} package
 * @property {NpmPin & { file: string }} binary
 * @property {string} declared the d.ts that napi wrote, in the package
 * @property {readonly CratePin[]} crates the addon first, then the crates whose items it exports too
 * @property {readonly NpmPin[]} [types] packages whose types its overrides import
 *
 * @typedef {object} Fetched
 * @property {string} package folder of the npm package
 * @property {string} declared
 * @property {string} binary
 * @property {readonly string[]} crates folders
 * @property {readonly { name: string, folder: string }[]} types
 */

export const corporaFolder = join(root, "target/corpora");
const cache = join(corporaFolder, "cache");
const target = "x86_64-unknown-linux-gnu";

/** @returns {Readonly<Record<string, Corpus>>} */
export function readPins() {
  return JSON.parse(readFileSync(join(root, "corpora/pins.json"), "utf8"));
}

/**
 * @param {readonly Corpus[]} corpora
 * @returns {readonly Fetched[]} in the same order
 */
export function fetchCorpora(corpora) {
  fetchNpm(
    cache,
    corpora.flatMap((corpus) => [corpus.package, corpus.binary, ...(corpus.types ?? [])]),
  );
  return corpora.map((corpus) => {
    const folder = packageFolder(corpus.package);
    linkLeaf(folder, corpus.binary);
    const fetched = {
      package: folder,
      declared: join(folder, corpus.declared),
      binary: join(packageFolder(corpus.binary), corpus.binary.file),
      crates: corpus.crates.length === 0 ? [] : fetchCrates(corpus.crates),
      types: (corpus.types ?? []).map((pin) => ({
        name: packageName(pin),
        folder: packageFolder(pin),
      })),
    };
    for (const file of [fetched.declared, fetched.binary]) {
      if (!existsSync(file)) throw new FetchError(`${file} is not in its package: mend the pin`);
    }
    return fetched;
  });
}

/**
 * As npm installs it: the binary's package among the modules of the other.
 * @param {string} folder
 * @param {NpmPin} leaf
 */
function linkLeaf(folder, leaf) {
  const link = join(folder, "node_modules", packageName(leaf));
  if (existsSync(link)) return;
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(packageFolder(leaf), link);
}

/** @param {NpmPin} pin */
export function packageName({ spec }) {
  return spec.slice(0, spec.lastIndexOf("@"));
}

/** @param {NpmPin} pin */
function packageFolder(pin) {
  return folderIn(cache, pin);
}

/**
 * A crate that depends on the pinned ones: cargo fetches them, tells their folders, and proves their checksums.
 * @param {readonly CratePin[]} crates
 */
function fetchCrates(crates) {
  const [addon] = crates;
  const folder = join(cache, "crates", `${addon?.name}@${addon?.version}`);
  const manifest = dummyManifest(crates);
  if (read(join(folder, "Cargo.toml")) !== manifest) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, "src"), { recursive: true });
    writeFileSync(join(folder, "src/lib.rs"), "");
    writeFileSync(join(folder, "Cargo.toml"), manifest);
  }
  let metadata = readMetadata(folder);
  if (metadata === null) {
    run("cargo", ["fetch", "--quiet", "--target", target], folder);
    metadata = readMetadata(folder);
  }
  const lock = read(join(folder, "Cargo.lock")) ?? "";
  return crates.map(({ name, version, checksum }) => {
    const found = metadata?.packages.find((one) => one.name === name && one.version === version);
    if (found === undefined) throw new FetchError(`cargo did not bring ${name} ${version}`);
    if (!lock.includes(checksum)) {
      throw new FetchError(`${name} ${version} has another checksum than its pin`);
    }
    return dirname(found.manifest_path);
  });
}

/** @param {readonly CratePin[]} crates */
function dummyManifest(crates) {
  return `[package]
name = "corpus"
version = "0.0.0"
edition = "2021"
publish = false

[workspace]

[dependencies]
${crates.map(({ name, version }) => `${name} = "=${version}"\n`).join("")}`;
}

/**
 * Null where something has not been fetched yet.
 * @param {string} folder
 * @returns {{ packages: { name: string, version: string, manifest_path: string }[] } | null}
 */
function readMetadata(folder) {
  if (!existsSync(join(folder, "Cargo.lock"))) return null;
  const args = ["metadata", "--offline", "--format-version", "1", "--filter-platform", target];
  const result = spawnSync("cargo", args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  return result.status === 0 ? JSON.parse(result.stdout) : null;
}
