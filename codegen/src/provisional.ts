/** The pure heart of `watch`: types from the source alone, before anything is built. */
import { withoutAccepted } from "./check/allow.js";
import { checkNames } from "./check/closed-world.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { emit } from "./emit/emit.js";
import { link } from "./link/link.js";
import type { DeclaredView } from "./model/declared.js";
import type { Manifest } from "./model/manifest.js";
import type { Generated, GenerateOptions } from "./model/views.js";
import { itemKey } from "./types/context.js";
import { groupItems } from "./types/groups.js";

/** What the last build proved: the source that was built, and the d.ts that came of it. */
export interface Confirmed {
  readonly source: Manifest;
  readonly declared: DeclaredView;
}

/**
 * The `.d.ts` files and maps that a build of this source will most likely confirm. What no source proves (headers, items
 * of macros, types of other crates) is taken from the last build; nothing is compared. Where the source has an error, or
 * a name that nothing declares yet, no file is given.
 */
export function generateProvisional(
  source: Manifest,
  confirmed: Confirmed | null,
  options: GenerateOptions,
): Generated {
  const declared = confirmed === null ? null : stillDeclared(confirmed, source);
  const views = { source, declared, loaded: null };
  const { surface, diagnostics: linked } = link(views, options);
  const accepted = (findings: readonly Diagnostic[]): readonly Diagnostic[] =>
    withoutAccepted(findings, surface, options);
  const diagnostics = accepted([...source.diagnostics, ...linked]);
  // The build tells whether a name is dangling or comes with it.
  const dangling = accepted(checkNames(views, surface, groupItems(source, options.targets)));
  if ([...diagnostics, ...dangling].some(({ severity }) => severity === "error")) {
    return { files: [], diagnostics };
  }
  const files = emit(surface, options).filter(({ path }) => /\.d\.ts(?:\.map)?$/u.test(path));
  return { files, diagnostics };
}

/** The last d.ts, less what stood in the source then and is gone from it now. */
function stillDeclared({ source: built, declared }: Confirmed, now: Manifest): DeclaredView {
  const [before, after] = [namesOf(built), namesOf(now)];
  const items = declared.items.filter((item) => {
    const name = itemKey(item);
    return after.has(name) || !before.has(name);
  });
  return { ...declared, items };
}

function namesOf({ items }: Manifest): ReadonlySet<string> {
  return new Set(items.map(itemKey));
}
