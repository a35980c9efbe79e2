import type { Place } from "./candidate.js";
import type { Search } from "./search.js";
import { binaryName, folderOf, leafName, lies, pathsOf } from "./search.js";

/** What a leaf package says about its binary. */
interface LeafManifest {
  readonly version?: unknown;
  readonly ferrotype?: { readonly sizeBytes?: unknown; readonly sha256?: unknown };
}

/** The binary in the leaf package of a target: its copy in the cache where it must not stay open, and itself. */
export function* leafPlaces(search: Search, target: string): Generator<Place> {
  const { facts, table } = search;
  const paths = pathsOf(facts);
  const leaf = leafName(table, target);
  const source = "leaf";
  let manifest: string;
  try {
    manifest = resolveLeaf(search, leaf);
  } catch (unresolved) {
    const path = unresolved instanceof BrokenManifest ? unresolved.path : leaf;
    yield { source, path, unresolved };
    return;
  }
  const path = paths.join(paths.dirname(manifest), binaryName(table, target));
  const { version } = table;
  let known: LeafManifest | undefined;
  const read = (): LeafManifest => (known ??= parse(() => facts.read(manifest)));
  const packageVersion = (): string | null => text(read().version);
  if (isLocked(search, path)) {
    const { sizeBytes, sha256 } = read().ferrotype ?? {};
    if (typeof sizeBytes === "number" && typeof sha256 === "string") {
      const fileName = binaryName(table, target);
      const bytes = (): Uint8Array => facts.bytes(path);
      const item = { package: table.package, version, target, fileName, sizeBytes, sha256, bytes };
      yield { source: "cache", path, packageVersion, item };
    }
  }
  yield { source, path, packageVersion };
}

/** Windows does not let go of a DLL that a process has loaded: npm could not replace it. */
function isLocked({ facts: { platform } }: Search, path: string): boolean {
  return (
    platform === "win32" && lies(path, "node_modules") && !/\.asar(?:\.unpacked)?[/\\]/u.test(path)
  );
}

/** Path of the package.json of a leaf; throws what the resolution throws. */
function resolveLeaf(search: Search, leaf: string): string {
  const { facts, home } = search;
  try {
    return facts.resolve(`${leaf}/package.json`, home);
  } catch (error) {
    const broken = brokenManifest(search, leaf);
    if (broken !== null) throw broken;
    const sibling = siblingOf(search, leaf);
    if (sibling !== null && facts.exists(sibling)) return sibling;
    if ((error as { readonly code?: unknown }).code !== "ERR_PACKAGE_PATH_NOT_EXPORTED")
      throw error;
    // Not made by us: it exports its binary and nothing else.
    const paths = pathsOf(facts);
    return paths.join(paths.dirname(facts.resolve(leaf, home)), "package.json");
  }
}

/** Runtimes differ in what they say of a package.json that does not parse; to some, the package is not there. */
class BrokenManifest extends Error {
  readonly code: string = "ERR_INVALID_PACKAGE_CONFIG";
  readonly path: string;

  constructor(path: string, cause: unknown) {
    super(`its package.json is damaged: ${String(cause)}`, { cause });
    this.path = path;
  }
}

/** The package.json that keeps a leaf from being resolved; null: there is none, or it parses. */
function brokenManifest(search: Search, leaf: string): BrokenManifest | null {
  const { facts } = search;
  const paths = pathsOf(facts);
  for (let folder = folderOf(search); ; folder = paths.dirname(folder)) {
    const path = paths.join(folder, "node_modules", leaf, "package.json");
    if (facts.exists(path)) {
      try {
        JSON.parse(facts.read(path));
        return null;
      } catch (cause) {
        return cause instanceof SyntaxError ? new BrokenManifest(path, cause.message) : null;
      }
    }
    if (folder === paths.dirname(folder)) return null;
  }
}

/**
 * The package.json of a leaf in a cache without `node_modules`, whose folders carry the version:
 * `<package>@1.0.0@@@1` (Bun), `<package>/1.0.0` (Deno). Null: the package is in no such folder.
 */
export function siblingOf(search: Search, leaf: string): string | null {
  const { version, package: name } = search.table;
  const folder = folderOf(search).replaceAll("\\", "/");
  const at = folder.lastIndexOf(`/${name}`) + 1;
  const rest = folder.slice(at + name.length);
  const bun = rest === `@${version}` || rest.startsWith(`@${version}@`);
  // Deno numbers copies that differ in their peers; a leaf has none.
  const deno = rest.replace(/_\d+$/u, "") === `/${version}`;
  if (at === 0 || !(bun || deno)) return null;
  return pathsOf(search.facts).join(
    folder.slice(0, at),
    leaf + (bun ? rest : `/${version}`),
    "package.json",
  );
}

function parse(read: () => string): LeafManifest {
  try {
    return (JSON.parse(read()) as LeafManifest | null) ?? {};
  } catch {
    return {};
  }
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
