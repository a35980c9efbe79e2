/**
 * All rules over the views and the linked surface.
 *
 * Invariant: a check pushes findings and changes nothing.
 */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Surface } from "../model/surface.js";
import type { GenerateOptions, Views } from "../model/views.js";
import { groupItems } from "../types/groups.js";
import { unmatchedEntries, withoutAccepted } from "./allow.js";
import { checkNames } from "./closed-world.js";
import { checkSourceAgainstDeclared } from "./compare-items.js";
import { checkConstEnums } from "./declared-forms.js";
import { checkExportNames } from "./export-names.js";
import { checkLoaded } from "./loaded.js";
import { checkPolicy } from "./policy.js";
import { withoutRepeats } from "./repeats.js";
import { checkSourceRules } from "./source-rules.js";
import { checkTargets } from "./targets.js";

/**
 * Findings of the readers, of the linker (`linked`) and of every rule, without those that the allow-list accepts.
 * Those of the readers are in it, so they need not be reported twice; where they hold an error, the rules are not asked,
 * since what could not be read would look missing.
 */
export function checkAll(
  views: Views,
  surface: Surface,
  options: GenerateOptions,
  linked: readonly Diagnostic[] = [],
): readonly Diagnostic[] {
  const groups = groupItems(views.source, options.targets);
  const read = [
    ...views.source.diagnostics,
    ...(views.declared?.diagnostics ?? []).filter((one) => !isFoundAgain(one, surface)),
    ...checkConstEnums(views, groups),
    ...checkExportNames(surface),
    ...checkSourceRules(groups),
    ...linked,
  ];
  const unaccepted = withoutAccepted(read, surface, options);
  if (unaccepted.some(({ severity }) => severity === "error")) return unaccepted;
  const found = [
    ...read,
    ...checkNames(views, surface, groups),
    ...checkSourceAgainstDeclared(views, groups),
    ...checkLoaded(views, surface),
    ...checkTargets(options),
    ...checkPolicy(groups, surface),
  ];
  return [
    ...withoutAccepted(withoutRepeats(found), surface, options),
    ...unmatchedEntries(found, surface, options),
  ];
}

/** What the reader of the d.ts says of a name or an enum is said with the Rust item as its place. */
function isFoundAgain({ code, at }: Diagnostic, surface: Surface): boolean {
  if (code === "FT2005" || code === "FT2006") return true;
  return code === "FT2001" && at !== null && surface.items.some(({ id }) => id === at);
}
