import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { ItemGroup } from "../types/groups.js";
import { reservedModules } from "../types/modules.js";

/** FT1006 for each module that has the name of a file of the package. */
export function reservedModuleFindings(
  groups: readonly ItemGroup[],
  modules: readonly string[],
): readonly Diagnostic[] {
  return modules
    .filter((name) => reservedModules.has(name))
    .map((name) => {
      const item = groups.find((group) => group.first.module === name)?.first;
      return diagnostic(
        "FT1006",
        `the module \`${name}\` has the name of a file that every package has`,
        {
          primary: item?.nameSpan ?? null,
          at: item?.id ?? null,
          help: "rename the Rust module, or give its items another one with a `@module` line in their docs",
        },
      );
    });
}
