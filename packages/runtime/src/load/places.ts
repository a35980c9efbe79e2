import type { Place } from "./candidate.js";
import { leafPlaces } from "./leaf.js";
import type { Search } from "./search.js";
import { binaryName, folderOf, leafName, pathsOf } from "./search.js";

/**
 * Where the addon may be, in the order in which it is looked for. The override of the environment stands alone.
 * Lazy: what comes after the place that fits is not looked up.
 */
export function* places(search: Search): Generator<Place> {
  const { facts, table } = search;
  const override = facts.env[`${table.envPrefix}_PATH`] ?? "";
  if (override !== "") {
    yield { source: "environment", path: pathsOf(facts).resolve(override) };
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
  const { embedded, execPath } = facts;
  if (!embedded.isExecutable) return;
  const source = "executable";
  const item = embedded.item(host);
  if (item !== null) {
    yield { source, path: item.fileName, item };
  } else {
    const others = embedded.targets().join(", ");
    const unresolved = `the executable holds ${others === "" ? "no binary of the addon" : `binaries for ${others} only`}`;
    yield { source, path: execPath, unresolved };
  }
  const paths = pathsOf(facts);
  for (const target of host) {
    const path = paths.join(paths.dirname(execPath), binaryName(table, target));
    yield { source: "beside", path };
  }
}

function* workspacePlaces(search: Search): Generator<Place> {
  const { table, facts, host } = search;
  for (const target of host) {
    const path = pathsOf(facts).join(folderOf(search), "native", binaryName(table, target));
    yield { source: "workspace", path };
  }
}

function* publishedPlaces(search: Search): Generator<Place> {
  const { table, host } = search;
  for (const target of host) {
    if (table.targets.includes(target)) yield* leafPlaces(search, target);
  }
  for (const { target, why } of search.tooNew()) {
    yield { source: "leaf", path: leafName(table, target), tooNew: why };
  }
}
