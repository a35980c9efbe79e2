import { path as paths, url as urls } from "../builtin.js";
import { targetsOf } from "../binary/targets.js";
import type { AddonTable } from "./addon-table.js";
import type { Place } from "./candidate.js";
import type { Facts } from "./facts.js";

/** A way to find binaries; asked only when those before it had none that fits. */
type PlaceSource = (table: AddonTable, facts: Facts, host: readonly string[]) => Iterable<Place>;

/**
 * Where the addon may be, in the order in which it is looked for. The override of the environment stands alone.
 * Lazy: what comes after the place that fits is not looked up.
 */
export function* places(table: AddonTable, facts: Facts): Generator<Place> {
  const override = facts.env[`${table.envPrefix}_PATH`];
  if (override !== undefined && override !== "") {
    yield { source: "environment", path: paths.resolve(override) };
    return;
  }
  const host = hostTargets(facts);
  const sources: readonly PlaceSource[] = table.workspace
    ? [workspacePlaces, leafPlaces]
    : [leafPlaces, workspacePlaces];
  for (const source of sources) yield* source(table, facts, host);
}

/** Targets that run here, the closest first. */
export function hostTargets(facts: Facts): readonly string[] {
  return targetsOf(facts.platform, facts.arch, () => facts.libc());
}

/** Name of the leaf package of a target. */
export function leafName(table: AddonTable, target: string): string {
  return table.leaf.replace("<target>", target);
}

/** Name of the binary of a target. */
export function binaryName(table: AddonTable, target: string): string {
  return `${table.binary}.${target}.node`;
}

const workspacePlaces: PlaceSource = function* (table, _facts, host) {
  const folder = paths.join(paths.dirname(urls.fileURLToPath(table.from)), "native");
  for (const target of host) {
    yield { source: "workspace", path: paths.join(folder, binaryName(table, target)) };
  }
};

const leafPlaces: PlaceSource = function* (table, facts, host) {
  for (const target of host.filter((name) => table.targets.includes(name))) {
    const leaf = leafName(table, target);
    const source = "leaf";
    let manifest: string;
    try {
      manifest = facts.resolve(`${leaf}/package.json`, table.from);
    } catch (unresolved) {
      yield { source, path: leaf, unresolved };
      continue;
    }
    yield {
      source,
      path: paths.join(paths.dirname(manifest), binaryName(table, target)),
      packageVersion: () => versionOf(facts, manifest),
    };
  }
};

function versionOf(facts: Facts, manifest: string): string | null {
  try {
    const { version } = JSON.parse(facts.read(manifest)) as { version?: unknown };
    return typeof version === "string" ? version : null;
  } catch {
    return null;
  }
}
