/** Writes packages as folders and tarballs. Nothing of them is seen in the destination before all are made. */
import { execFile } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

import { printPackageJson } from "../print/json.js";
import { stop } from "../commands/stop.js";
import { digestFolder, listName, ownNames } from "./own-packages.js";
import type { PackedPackage } from "./packed-package.js";

/** A package as it lies in the destination. */
export interface WrittenPackage {
  readonly name: string;
  readonly version: string;
  /** Target of a leaf; null for the core. */
  readonly target: string | null;
  /** Names in the destination. */
  readonly folder: string;
  readonly tarball: string;
  /** As registries and lockfiles have it. */
  readonly integrity: string;
  readonly tarballBytes: number;
  readonly unpackedBytes: number;
  /** Of the names and bytes in the folder: the next run replaces it where this still holds. */
  readonly contentSha256: string;
}

const STAGING = ".ferrotype-pack-";
const staged = /^\.ferrotype-pack-\w{6}$/u;

/** Writes the packages in their order, and the list of them; replaces those of the last run. */
export async function writePackages(
  destination: string,
  packages: readonly PackedPackage[],
): Promise<readonly WrittenPackage[]> {
  refuseForeign(destination, packages);
  const isNew = !existsSync(destination);
  mkdirSync(destination, { recursive: true });
  for (const name of readdirSync(destination)) {
    // A killed run left it.
    if (staged.test(name)) rmSync(join(destination, name), { recursive: true });
  }
  const staging = mkdtempSync(join(destination, STAGING));
  let done = false;
  try {
    for (const each of packages) stageFolder(staging, each);
    const written: WrittenPackage[] = [];
    for (const each of packages) written.push(await packFolder(staging, each));
    writeFileSync(join(staging, listName), `${JSON.stringify({ packages: written }, null, 2)}\n`);
    moveInto(staging, destination);
    done = true;
    return written;
  } finally {
    rmSync(staging, { recursive: true, force: true });
    if (isNew && !done) rmdirSync(destination);
  }
}

/** Throws where packages would come to lie on what no former run wrote. */
export function refuseForeign(destination: string, packages: readonly PackedPackage[]): void {
  const names = packages.flatMap(({ name, version }) => {
    const folder = folderName(name);
    return [folder, `${folder}-${version}.tgz`];
  });
  ownNames(destination, [...names, listName]);
}

/** `@scope/name` → `scope-name`, as npm calls its tarballs. */
function folderName(name: string): string {
  return name.replace(/^@/u, "").replace("/", "-");
}

function stageFolder(staging: string, { name, manifest, files }: PackedPackage): void {
  const folder = join(staging, folderName(name));
  const all = [...files, { path: "package.json", content: printPackageJson(manifest) }];
  for (const { path, content } of all) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    if (typeof content === "string") writeFileSync(file, content);
    else copyFileSync(content.from, file);
    // A library needs no leave to be run, and the umask is not to be in the bytes.
    chmodSync(file, 0o644);
  }
}

interface NpmPack {
  readonly filename: string;
  readonly integrity: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

async function packFolder(staging: string, packed: PackedPackage): Promise<WrittenPackage> {
  const { name, version, target, files } = packed;
  const folder = folderName(name);
  const made = await npmPack(join(staging, folder));
  const expected = [...files.map(({ path }) => path), "package.json"].sort();
  const got = made.files.map(({ path }) => path).sort();
  if (got.join("\n") !== expected.join("\n")) {
    const lost = expected.filter((path) => !got.includes(path));
    throw stop(
      "FT6024",
      `npm leaves ${lost.join(", ")} out of ${name}`,
      "give the file another name: npm never packs some",
    );
  }
  return {
    name,
    version,
    target,
    folder,
    tarball: made.filename,
    integrity: made.integrity,
    tarballBytes: made.size,
    unpackedBytes: made.unpackedSize,
    contentSha256: digestFolder(join(staging, folder)) ?? "",
  };
}

/**
 * Runs `npm pack` in a folder, which sets every time in a tarball to one moment, and its owner to nobody. The tarball
 * comes to lie beside the folder.
 */
async function npmPack(folder: string): Promise<NpmPack> {
  // No path is among them: on Windows a shell starts npm, and would take it apart at its spaces.
  const args = [
    "pack",
    "--json",
    "--ignore-scripts",
    "--workspaces=false",
    "--pack-destination=..",
  ];
  // Settings of a package manager that runs us are not meant for this npm.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(?:config|package)_/iu.test(name)),
  );
  try {
    const { stdout } = await promisify(execFile)("npm", args, {
      cwd: folder,
      env,
      shell: process.platform === "win32",
      maxBuffer: 1 << 28,
    });
    const [made] = JSON.parse(stdout) as readonly NpmPack[];
    if (made === undefined) throw new Error(`npm pack printed ${stdout}`);
    return { ...made, size: statSync(join(folder, "..", made.filename)).size };
  } catch (error) {
    const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: unknown };
    if (code === "ENOENT") {
      throw stop("FT6006", "npm is not on the search path", "install npm, which comes with Node");
    }
    if (typeof stderr !== "string" || stderr === "") throw error;
    throw stop("FT6009", `npm pack failed: ${stderr.trim()}`, "mend what npm says");
  }
}

/** Takes away what the last run made, and moves what is new there. */
function moveInto(staging: string, destination: string): void {
  const fresh = readdirSync(staging);
  const own = ownNames(destination, fresh);
  const old = mkdtempSync(join(staging, "old-"));
  for (const name of own) renameSync(join(destination, name), join(old, name));
  // The list first: at whatever moment a run is killed, the list proves all that is there to be ours.
  for (const name of [listName, ...fresh.filter((each) => each !== listName)]) {
    renameSync(join(staging, name), join(destination, name));
  }
}
