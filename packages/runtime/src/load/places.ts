import type { Place } from "./candidate.js";
import { leafPlaces } from "./leaf.js";
import type { Search } from "./search.js";
import { binaryName, folderOf, pathsOf } from "./search.js";

/**
 * Where the addon may be, in the order in which it is looked for. The override of the environment stands alone.
 * Lazy: what comes after the place that fits is not looked up.
 */
export function* places(search: Search): Generator<Place> {
  const { facts, table } = search;
  const override = facts.env[`${table.envPrefix}_PATH`] ?? "";
  if (override !== "") {
    yield { source: "environment", target: null, path: pathsOf(facts).resolve(override) };
    return;
  }
  const [first, second] = table.workspace
    ? [workspacePlaces, publishedPlaces]
    : [publishedPlaces, workspacePlaces];
  for (const source of [executablePlaces, first, second]) {
    for (const place of source(search)) {
      const unpacked = place.unresolved === undefined ? unpackedOf(place.path) : null;
      if (unpacked !== null) yield { ...place, path: unpacked };
      yield place;
    }
  }
}

/** Where Electron keeps a file of an archive that was left out of it; null for a path in no archive. */
export function unpackedOf(path: string): string | null {
  const unpacked = path.replace(/\.asar(?=[/\\])/u, ".asar.unpacked");
  return unpacked === path ? null : unpacked;
}

function* executablePlaces(search: Search): Generator<Place> {
  const { facts, table, host } = search;
  const item = facts.embedded(table, host);
  if (item === null && !facts.isExecutable()) return;
  const source = "executable";
  yield item === null
    ? { source, target: null, path: facts.execPath, unresolved: NOTHING_EMBEDDED }
    : { source, target: item.target, path: item.fileName, item };
  const paths = pathsOf(facts);
  for (const target of host) {
    const path = paths.join(paths.dirname(facts.execPath), binaryName(table, target));
    yield { source: "beside", target, path };
  }
}

/** Why there is no embedded item. */
const NOTHING_EMBEDDED = "the executable holds no binary for this system";

function* workspacePlaces(search: Search): Generator<Place> {
  const { table, facts, host } = search;
  for (const target of host) {
    const path = pathsOf(facts).join(folderOf(search), "native", binaryName(table, target));
    yield { source: "workspace", target, path };
  }
}

function* publishedPlaces(search: Search): Generator<Place> {
  for (const target of search.host) {
    if (search.table.targets.includes(target)) yield* leafPlaces(search, target);
  }
}
