import { textAt } from "./json-file.js";
import type { Addon } from "./project.js";

/**
 * The npm name of the package that is written for each addon. Where users import what `napi build` wrote, the written
 * package takes that package's place, and its name; behind a facade it is a package of its own.
 */
export function packageNames(addons: readonly Addon[]): readonly string[] {
  const names = addons.map(nameOf);
  return names.map((name, index) => {
    const crate = addons[index]?.crate.name ?? "";
    // Several crates of one package.json.
    return names.indexOf(name) === names.lastIndexOf(name) ? name : `${name}-${npmLike(crate)}`;
  });
}

function nameOf({ crate, owner, napi, entry }: Addon): string {
  if (crate.packageName !== null) return crate.packageName;
  if (napi?.packageName != null) return napi.packageName;
  const name = owner === null ? null : textAt(owner.value, "name");
  if (name === null) return npmLike(crate.name);
  return entry?.byHand === true ? `${name}-native` : name;
}

/** Cargo takes capitals and a leading underscore, npm does not. */
function npmLike(crate: string): string {
  return crate.toLowerCase().replace(/^_+/u, "");
}
