/** Modules of the surface, and names that they cannot have. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { ItemGroup } from "./groups.js";
import { compareText } from "./groups.js";

/** Names of files that every package has. */
const reserved: ReadonlySet<string> = new Set(["binding", "brands", "enums", "errors", "index"]);

/** Sorted names; empty where all items fit into the index. */
export function linkModules(groups: readonly ItemGroup[]): readonly string[] {
  const names = new Set<string>();
  for (const { first } of groups) {
    if (first.module !== null && first.kind !== "error") names.add(first.module);
  }
  return names.size > 1 ? [...names].sort(compareText) : [];
}

/** FT1006 for each module that has the name of a file of the package. */
export function checkModules(
  groups: readonly ItemGroup[],
  modules: readonly string[],
): Diagnostic[] {
  return modules
    .filter((name) => reserved.has(name))
    .map((name) => {
      const item = groups.find((group) => group.first.module === name)?.first;
      return diagnostic(
        "FT1006",
        `the module \`${name}\` has the name of a file that every package has`,
        {
          primary: item?.nameSpan ?? null,
          at: item?.id ?? null,
          help: `rename the Rust module, or give its items another one with a \`@module\` line in their docs`,
        },
      );
    });
}
