/**
 * Joins the views into the surface. The source decides; the d.ts is asked only for what the source cannot prove
 * (headers, macro items, types that the table does not know).
 *
 * Invariant: removing items under a `cfg` of the target from the declared view changes nothing in the surface.
 */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Surface } from "../model/surface.js";
import type { GenerateOptions, Views } from "../model/views.js";
import { acceptNames, closeNames } from "./accepted-names.js";
import { linkDeclared } from "./declared-item.js";
import { compareText } from "../types/groups.js";
import { moduleNames } from "../types/modules.js";
import { linkContext } from "./link-context.js";
import { linkItem } from "./link-item.js";
import { reservedModuleFindings } from "./reserved-modules.js";
import { linkPackage } from "./package-info.js";

export interface Linked {
  readonly surface: Surface;
  readonly diagnostics: readonly Diagnostic[];
}

export function link(views: Views, options: GenerateOptions): Linked {
  const context = linkContext(views, options);
  const modules = moduleNames(context.groups);
  const items = context.groups.map((group) => {
    const { module } = group.first;
    return linkItem(group, modules.length === 0 ? null : module, context);
  });
  for (const declared of context.declaredOnly.values()) {
    items.push(linkDeclared(declared, null, context.types));
  }
  items.sort((a, b) => compareText(a.module ?? "", b.module ?? "") || compareText(a.id, b.id));
  return {
    surface: {
      package: linkPackage(views.source, options),
      contract: views.source.contract,
      modules,
      items: closeNames(items).map((item) => acceptNames(item, options.allow)),
    },
    diagnostics: reservedModuleFindings(context.groups, modules),
  };
}
