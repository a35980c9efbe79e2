/** What a package.json says of its entry: the types and the script. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

/** The part of a package.json that is used. */
export interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly main?: unknown;
  readonly types?: unknown;
  readonly typings?: unknown;
  readonly exports?: unknown;
  readonly napi?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Absolute paths; null where there is no such file. */
export interface Facade {
  readonly types: string | null;
  readonly script: string | null;
}

/** Both entries of a package as Node and TypeScript find them. */
export function facadeOf(folder: string, manifest: PackageJson): Facade {
  const { main, types, typings } = manifest;
  const root = rootExport(manifest.exports);
  const first = (candidates: readonly unknown[]): string | null =>
    candidates
      .filter((each) => typeof each === "string")
      .map((each) => join(folder, each))
      .find(isFile) ?? null;
  const script = first([
    choose(root, ["node", "import", "module-sync", "default"]),
    choose(root, ["node", "require", "default"]),
    main,
    typeof main === "string" ? `${main}.js` : null,
    "index.js",
  ]);
  const written = first([
    choose(root, ["types", "import", "node", "default"], ".ts"),
    choose(root, ["types", "require", "node", "default"], ".ts"),
    types,
    typings,
  ]);
  if (written !== null) return { types: written, script };
  const beside = script?.replace(/(?:\.([mc]?)js)?$/u, ".d.$1ts") ?? null;
  const found = beside !== null && isFile(beside) ? beside : first(["index.d.ts"]);
  return { types: found, script };
}

function rootExport(exports: unknown): unknown {
  if (typeof exports !== "object" || exports === null || !("." in exports)) return exports;
  return exports["."];
}

/** The first file under these conditions, in the order of the package; `ending` says what will do. */
function choose(value: unknown, conditions: readonly string[], ending = ""): string | null {
  if (typeof value === "string") return value.endsWith(ending) ? value : null;
  if (Array.isArray(value)) {
    return value.reduce<string | null>(
      (found, each) => found ?? choose(each, conditions, ending),
      null,
    );
  }
  if (typeof value !== "object" || value === null) return null;
  for (const [condition, inner] of Object.entries(value)) {
    const found = conditions.includes(condition) ? choose(inner, conditions, ending) : null;
    if (found !== null) return found;
  }
  return null;
}

/** False also where a part of the path is no folder. */
export function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
