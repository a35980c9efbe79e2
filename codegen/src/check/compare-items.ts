/** FT3001, FT3002, FT3003: which items stand where. What they hold is compared by kind. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { DeclaredItem, DeclaredView } from "../model/declared.js";
import type { Manifest, SourceItem } from "../model/manifest.js";
import type { TsType } from "../model/type.js";
import type { Views } from "../model/views.js";
import { declaredOnly, hasNamelessMacro } from "../types/declared-only.js";
import { declaredByKey } from "../types/declared-lookup.js";
import { isExported, type ItemGroup } from "../types/groups.js";
import { byFeatures, evaluateCfg } from "../types/presence.js";
import { itemKey, typeContext } from "../types/context.js";
import { compareKinds } from "./compare-kinds.js";
import { disagreement, type Comparison } from "./comparison.js";

export function checkSourceAgainstDeclared(
  views: Views,
  groups: readonly ItemGroup[],
): readonly Diagnostic[] {
  if (views.declared === null) return [];
  const emitted = groups.flatMap((group) => group.items);
  const declared = declaredByKey(views.declared);
  const only = declaredOnly(views);
  const comparison: Comparison = {
    types: typeContext({ items: emitted }, "napi", new Set(only.keys())),
    spellings: {
      rustNames: new Map(emitted.map((item) => [item.rustName, itemKey(item)])),
      aliases: plainAliases(views.declared),
    },
    file: views.declared.file,
    openClasses: hasNamelessMacro(views),
  };
  return [
    ...groups.flatMap((group) =>
      compareGroup(group, declared.get(group.key), views.source, comparison),
    ),
    ...unfounded(views, new Set([...groups.map(({ key }) => key), ...only.keys()]), comparison),
  ];
}

function compareGroup(
  group: ItemGroup,
  declared: readonly DeclaredItem[] | undefined,
  source: Manifest,
  comparison: Comparison,
): readonly Diagnostic[] {
  if (group.first.kind === "error") return [];
  if (declared === undefined) return missing(group, source, comparison);
  // Of twins under different predicates, the d.ts holds the one of its host.
  const results = group.items.map((item) => compareKinds(item, declared, comparison));
  return results.find((found) => found.length === 0) ?? results[0] ?? [];
}

/** FT3001, where the item must exist on every host. */
function missing(
  group: ItemGroup,
  source: Manifest,
  comparison: Comparison,
): readonly Diagnostic[] {
  const certain = group.items.some(
    (item) => !item.macro && byFeatures(item, source.crate) === true,
  );
  if (!certain) return [];
  const { first, key } = group;
  return [
    diagnostic(
      "FT3001",
      `\`${first.id}\` is exported as \`${key}\`, which ${comparison.file} lacks`,
      {
        primary: first.nameSpan,
        at: first.id,
        help: "build the addon again; if it stays away, its crate's type definitions are stale: `cargo clean -p` that crate",
      },
    ),
  ];
}

/** FT3002: what the d.ts declares and no item of the source is. */
function unfounded(
  views: Views,
  known: ReadonlySet<string>,
  comparison: Comparison,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const sources = new Map(views.source.items.map((one) => [itemKey(one), one]));
  for (const [key, [item]] of declaredByKey(views.declared)) {
    if (item === undefined || known.has(key) || !item.exported) continue;
    if (views.declared?.helpers.includes(key) === true) continue;
    if (isRustNameOf(item, comparison)) continue;
    const hidden = sources.get(key);
    if (hidden === undefined) {
      found.push(
        diagnostic(
          "FT3002",
          `\`${key}\` is declared in ${comparison.file}, but no Rust item is exported under this name`,
          {
            primary: item.span,
            at: key,
            help: "build the addon again; if it stays, its crate's type definitions are stale: `cargo clean -p` that crate",
          },
        ),
      );
      continue;
    }
    if (isOnSomewhere(hidden, views.source)) continue;
    const pair = { what: hidden.id, at: hidden.id, rust: hidden.nameSpan, declared: item.span };
    const why = isExported(hidden) ? "its `cfg` is off" : "its attributes keep it out";
    const message = `\`${key}\` is declared in ${comparison.file}, but \`${hidden.id}\` is not exported: ${why}`;
    found.push(disagreement("FT3002", pair, message, comparison));
  }
  return found;
}

/** Absent only from the targets of the config; the host may be another. */
function isOnSomewhere(item: SourceItem, source: Manifest): boolean {
  return isExported(item) && evaluateCfg(item.cfg, source.crate.features, null) !== false;
}

/** `export type RustName = JsName`, which napi adds for a renamed class. */
function isRustNameOf(item: DeclaredItem, { spellings }: Comparison): boolean {
  return item.kind === "alias" && spellings.rustNames.has(item.name);
}

function plainAliases({ items }: DeclaredView): ReadonlyMap<string, TsType> {
  return new Map(
    items.flatMap((item) =>
      item.kind === "alias" && item.typeParameters === null ? [[itemKey(item), item.type]] : [],
    ),
  );
}
