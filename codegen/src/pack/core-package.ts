import { emit } from "../emit/emit.js";
import type { Surface } from "../model/surface.js";
import type { GenerateOptions } from "../model/views.js";
import type { Json } from "../print/json.js";
import { leafName, type PackedFile, type PackedPackage } from "./packed-package.js";

export interface CoreParts {
  /** With positions, where maps are wanted. */
  readonly surface: Surface;
  readonly options: GenerateOptions;
  /** Absolute path of a file, from one relative to the workspace root. */
  readonly absolute: (path: string) => string;
  /** Licence texts: name in the package, and absolute path. */
  readonly licences: readonly PackedFile[];
  /** Maps into Rust, and the Rust files that they lead to. */
  readonly rust: boolean;
}

/**
 * The package that users import: as it lies in the working tree, but for what holds there alone. The runtime comes from
 * the registry, the loader looks into `native/` last, and the maps lead to Rust files that travel along in `rust/`.
 */
export function corePackage({
  surface,
  options,
  absolute,
  licences,
  rust,
}: CoreParts): PackedPackage {
  const published: Surface = { ...surface, package: { ...surface.package, workspace: false } };
  const emitted = emit(published, { ...options, workspace: false });
  const inside = `${options.out}/`;
  const files: PackedFile[] = [];
  const sources = new Set<string>();
  let manifest: Readonly<Record<string, Json>> = {};
  for (const { path, text } of emitted) {
    if (!path.startsWith(inside)) continue;
    const name = path.slice(inside.length);
    if (name === "package.json") manifest = JSON.parse(text) as Record<string, Json>;
    else if (!name.endsWith(".d.ts.map")) files.push({ path: name, content: text });
    else if (rust) {
      const map = packMap(text, options.out);
      for (const source of map.sources) sources.add(source);
      files.push({ path: name, content: map.text });
    }
  }
  for (const source of sources) {
    files.push({ path: rustPath(source), content: { from: absolute(source) } });
  }
  const { name, version, leaf, targets } = surface.package;
  const leaves = targets.map((target) => [leafName(leaf, target), version] as const);
  return {
    name,
    version,
    target: null,
    manifest: publishedManifest(manifest, Object.fromEntries(leaves), rust),
    files: sortFiles([...files, ...licences]),
  };
}

/** Leaves stand behind the dependencies, where npm puts them too. */
function publishedManifest(
  manifest: Readonly<Record<string, Json>>,
  optionalDependencies: Readonly<Record<string, string>>,
  rust: boolean,
): Readonly<Record<string, Json>> {
  const entries = Object.entries(manifest).flatMap(([key, value]): [string, Json][] => {
    if (key === "files" && Array.isArray(value)) {
      const named = value.filter((each) => rust || each !== "*.d.ts.map");
      return [[key, rust ? [...named, "rust"] : named]];
    }
    return key === "dependencies"
      ? [
          [key, value],
          ["optionalDependencies", optionalDependencies],
        ]
      : [[key, value]];
  });
  return Object.fromEntries(entries);
}

/** Where a Rust file of the workspace lies in the package; one from beside the workspace in `rust/up/`. */
export function rustPath(source: string): string {
  return `rust/${source.replaceAll("../", "up/")}`;
}

/** A map with its sources inside of the package, and those sources relative to the workspace root. */
function packMap(text: string, out: string): { text: string; sources: readonly string[] } {
  const map = JSON.parse(text) as { sources: readonly string[] };
  const up = "../".repeat(out.split("/").length);
  const sources = map.sources.map((source) => source.slice(up.length));
  return { text: `${JSON.stringify({ ...map, sources: sources.map(rustPath) })}\n`, sources };
}

/** Files in the order of their paths, whatever the locale. */
export function sortFiles(files: readonly PackedFile[]): readonly PackedFile[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}
