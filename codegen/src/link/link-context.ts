/** What the linking of one item needs to know of all others. */
import type { DeclaredItem } from "../model/declared.js";
import type { SourceDocs, SourceItem, SourceSignature } from "../model/manifest.js";
import type { Docs, Origin } from "../model/surface.js";
import type { GenerateOptions, Views } from "../model/views.js";
import { typeContext, type Direction, type TypeContext } from "../types/context.js";
import { declaredOnly, hasNamelessMacro } from "../types/declared-only.js";
import { declaredByKey } from "../types/declared-lookup.js";
import { itemDirections } from "../types/directions.js";
import { itemOf, unwrapResult } from "../types/rust-type.js";
import { authorName } from "../types/table.js";
import { linkTargets, type LinkTarget } from "./doc-links.js";
import { linkDocs } from "./docs.js";
import { groupItems, type ItemGroup } from "../types/groups.js";
import { baseTarget, platformOf } from "../types/targets.js";

export interface LinkContext {
  readonly views: Views;
  readonly options: GenerateOptions;
  readonly groups: readonly ItemGroup[];
  readonly types: TypeContext;
  readonly directions: ReadonlyMap<string, Direction>;
  /** By `name` or `namespace.name`; several of one name are overloads or merged declarations. */
  readonly declared: ReadonlyMap<string, readonly DeclaredItem[]>;
  /** What the d.ts alone knows: header types, items of unreadable macros. */
  readonly declaredOnly: ReadonlyMap<string, DeclaredItem>;
  /** Macros may give any class members that the source does not show. */
  readonly openClasses: boolean;
  readonly linksFrom: (item: SourceItem) => LinkTarget;
}

export function linkContext(views: Views, options: GenerateOptions): LinkContext {
  const groups = groupItems(views.source, options.targets);
  const emitted = groups.flatMap((group) => group.items);
  const only = declaredOnly(views);
  const types = typeContext({ items: emitted }, "surface", new Set(only.keys()));
  return {
    views,
    options,
    groups,
    types,
    directions: itemDirections(emitted, types),
    declared: declaredByKey(views.declared),
    declaredOnly: only,
    openClasses: hasNamelessMacro(views),
    linksFrom: linkTargets(emitted),
  };
}

/** Where a source item or one of its parts stands. */
export function originOf(of: Pick<SourceItem, "id" | "span" | "nameSpan">): Origin {
  return { rustPath: of.id, span: of.span, nameSpan: of.nameSpan };
}

export interface DocSubject {
  readonly item: SourceItem;
  readonly docs: SourceDocs;
  readonly signature?: SourceSignature | null;
  readonly missingOn?: readonly string[];
}

/** Docs of an item or of a part of it. */
export function docsOf(subject: DocSubject, context: LinkContext): Docs {
  return linkDocs(subject.docs, {
    resolve: context.linksFrom(subject.item),
    throws: throwsSentence(subject.signature ?? null, context),
    platform: platformText(subject.missingOn ?? [], context.options.targets),
  });
}

/** The error enum of a `Result<T, E>` or a `Job<T, E>`: its union and what it holds. */
function throwsSentence(signature: SourceSignature | null, context: LinkContext): string | null {
  if (signature === null) return null;
  let type = signature.returns;
  if (type.kind !== "path") return null;
  const inner = unwrapResult(type);
  if (inner.kind === "path" && authorName(inner.path) === "Job") type = inner;
  const error = type.arguments[1];
  const item = error === undefined ? null : itemOf(error, context.types);
  if (item?.kind !== "error") return null;
  const list = codeList([...new Set(item.codes.map(({ code }) => code))]);
  return `An error with a code of {@link ${item.jsName}Code}${list}.`;
}

/** The codes, or of a union that holds those of the system the author's own. */
function codeList(codes: readonly string[]): string {
  const own = codes.filter((code) => codes.length <= 12 || !/^E[A-Z0-9]+$/u.test(code));
  const listed = own.map((code) => `\`${code}\``).join(", ");
  if (own.length === codes.length) return listed === "" ? "" : `: ${listed}`;
  return listed === "" ? ": a code of the system" : `: ${listed}, or a code of the system`;
}

/** Platforms that have an item: `win32` where all its targets do, else the targets; null where none lacks it. */
function platformText(missingOn: readonly string[], targets: readonly string[]): string | null {
  if (missingOn.length === 0) return null;
  const has = targets.map(baseTarget).filter((target) => !missingOn.includes(target));
  const names = new Set<string>();
  for (const target of has) {
    const platform = platformOf(target);
    const whole = !missingOn.some((other) => platformOf(other) === platform);
    names.add(whole ? platform : target);
  }
  return [...names].join(", ");
}
