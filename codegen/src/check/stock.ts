/**
 * What napi's own d.ts says and the addon does not do: the disagreements of `docs/disagreements.md`.
 * They are about the package as napi ships it. Our output mends them, so `generate` does not ask for them; `verify` does.
 *
 * Invariant: a finding about the d.ts is made only where the d.ts really says it.
 */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { PartialViews } from "../model/views.js";
import type { Manifest } from "../model/manifest.js";
import { typeContext } from "../types/context.js";
import { declaredByKey } from "../types/declared-lookup.js";
import { declaredOnly } from "../types/declared-only.js";
import { itemDirections } from "../types/directions.js";
import { groupItems } from "../types/groups.js";
import { checkStockNames } from "./stock-names.js";
import { checkStockClasses, checkStockConstructors } from "./stock-classes.js";
import { checkStockObjects } from "./stock-objects.js";
import { checkStockResults } from "./stock-results.js";
import type { Stock } from "./stock-view.js";
import { checkStockValues } from "./stock-values.js";
import { checkStrayImpls } from "./stray-impls.js";

/** FT1016, FT2002, FT3009 to FT3021: the d.ts and the binding as napi makes them. */
export function checkStock(views: PartialViews): readonly Diagnostic[] {
  const { source, declared, loaded } = views;
  const groups = source === null ? [] : groupItems(source, []);
  return [
    ...(declared === null ? [] : checkStockNames(declared, groups)),
    ...checkStockConstructors(views),
    ...(source === null ? [] : checkAgainstSource({ ...views, source })),
    ...(source !== null && loaded === null ? checkStrayImpls(source, declared) : []),
  ];
}

function checkAgainstSource(views: PartialViews & { readonly source: Manifest }): Diagnostic[] {
  const groups = groupItems(views.source, []);
  const items = groups.flatMap((group) => group.items);
  const types = typeContext({ items }, "napi", new Set(declaredOnly(views).keys()));
  const stock: Stock = {
    groups,
    types,
    directions: itemDirections(items, types),
    declared: views.declared === null ? null : declaredByKey(views.declared),
    file: views.declared?.file ?? "",
    loaded: views.loaded,
  };
  return [
    ...checkStockValues(stock),
    ...checkStockClasses(stock),
    ...checkStockObjects(stock),
    ...checkStockResults(stock),
  ];
}
