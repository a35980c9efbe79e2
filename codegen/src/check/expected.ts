/** What should be there at run time, as the surface, the d.ts or the source alone tells it. */
import type { Diagnostic, Span } from "../diagnostics/diagnostic.js";
import type { DeclaredItem, DeclaredView } from "../model/declared.js";
import type { CrateInfo, Manifest, SourceClass, SourceItem } from "../model/manifest.js";
import type { Item, Origin, Surface } from "../model/surface.js";
import type { TsType } from "../model/type.js";
import { classMembers } from "../types/class-members.js";
import { itemKey } from "../types/context.js";
import { declaredMember } from "../types/declared-lookup.js";
import { groupItems, type ItemGroup } from "../types/groups.js";
import { evaluateCfg } from "../types/presence.js";
import { targetFacts } from "../types/targets.js";

/** Where a finding points to. */
export type Place = Pick<Diagnostic, "primary" | "related" | "at">;

export interface ExpectedMember {
  readonly name: string;
  readonly static: boolean;
  /** It comes from an interface of the author's that merges with the class: instances may carry it themselves. */
  readonly merged: boolean;
  readonly place: Place;
}

/** A value that the addon should export. */
export interface ExpectedExport {
  /** As people call it. */
  readonly id: string;
  /** `name` or `namespace.name` in the binary. */
  readonly binaryName: string;
  readonly kind: "function" | "class" | "enum" | "const";
  readonly place: Place;
  /** Of a class, the constructor left out. */
  readonly members: readonly ExpectedMember[];
  /** Of a class: instances iterate, and carry what that takes themselves. */
  readonly iterates: boolean;
  /** Of a constant: its type is hand-written, and allows a class or a function. */
  readonly free: boolean;
  /** Of a constant of a primitive type: what `typeof` gives; null where that is not known. */
  readonly typeOf: string | null;
  /** Of an enum. */
  readonly values: readonly {
    readonly name: string;
    readonly value: string | number;
    readonly place: Place;
  }[];
}

/** Values of the surface; those that some targets lack only where the d.ts of this host has them. */
export function expectedOfSurface(
  surface: Surface,
  declared: ReadonlyMap<string, unknown>,
): readonly ExpectedExport[] {
  return surface.items
    .filter((item) => item.missingOn.length === 0 || declared.has(item.id))
    .flatMap((item) => surfaceExport(item));
}

function surfaceExport(item: Item): readonly ExpectedExport[] {
  const { kind, id, binaryName } = item;
  if (kind !== "function" && kind !== "class" && kind !== "enum" && kind !== "const") return [];
  const members = kind === "class" ? item.members : [];
  return [
    {
      id,
      binaryName,
      kind,
      place: originPlace(item.origin),
      members: members.map((member) => ({
        name: member.name,
        static: member.kind === "static",
        merged: false,
        place: originPlace(member.origin),
      })),
      iterates: members.some(({ name }) => isIteratorSymbol(name)),
      free: kind === "const" && primitiveOf(item.type) === null,
      typeOf: kind === "const" ? primitiveOf(item.type) : null,
      values:
        kind === "enum"
          ? item.members.map((member) => ({ ...member, place: originPlace(member.origin) }))
          : [],
    },
  ];
}

function originPlace({ nameSpan: primary, rustPath: at }: Origin): Place {
  return { primary, at, related: [] };
}

/** Values that a d.ts exports; each points to its Rust item where the source is known. */
export function expectedOfDeclared(
  { items, file }: DeclaredView,
  groups: readonly ItemGroup[],
): readonly ExpectedExport[] {
  const sources = new Map(groups.map(({ key, first }) => [key, first]));
  return items.flatMap((item): readonly ExpectedExport[] => {
    const { kind } = item;
    if (kind !== "function" && kind !== "class" && kind !== "enum" && kind !== "const") return [];
    if (!item.exported) return [];
    const key = itemKey(item);
    const source = sources.get(key);
    const place = (span: Span, rust: Owner | undefined, at: string): Place =>
      rust === undefined
        ? { primary: span, related: [], at }
        : {
            primary: rust.nameSpan,
            related: [{ message: `declared in ${file}`, span }],
            at: rust.id,
          };
    return [
      {
        id: key,
        binaryName: key,
        kind,
        place: place(item.span, source, key),
        members: kind === "class" ? declaredMembers(item, source, place) : [],
        iterates: kind === "class" && iterates(item),
        free: kind === "const" && primitiveOf(item.type) === null,
        typeOf: kind === "const" ? primitiveOf(item.type) : null,
        values:
          kind === "enum"
            ? item.members.map(({ name, value, span }) => ({
                name,
                value,
                place: place(span, variantOf(source, name), key),
              }))
            : [],
      },
    ];
  });
}

type Owner = Pick<SourceItem, "id" | "nameSpan">;

function declaredMembers(
  item: Extract<DeclaredItem, { kind: "class" }>,
  source: SourceItem | undefined,
  place: (span: Span, rust: Owner | undefined, at: string) => Place,
): readonly ExpectedMember[] {
  const key = itemKey(item);
  const rust = source?.kind === "class" ? classMembers(source) : [];
  // `onload?(): void` may be absent.
  const needed = item.members.filter(({ kind, optional }) => kind !== "constructor" && !optional);
  return needed.map((member) => {
    const origin = rust.find((one) => declaredMember([member], one) !== undefined);
    const at = `${source?.id ?? key}.${member.name}`;
    return {
      name: member.name,
      static: member.kind === "static",
      // A header stands before what napi-rs writes.
      merged: member.span.start.byteOffset < item.span.start.byteOffset,
      place: { ...place(member.span, origin, at), at: origin?.id ?? at },
    };
  });
}

function variantOf(source: SourceItem | undefined, name: string): Owner | undefined {
  if (source?.kind !== "enum") return undefined;
  const variant = source.variants.find(({ rustName }) => rustName === name);
  return variant === undefined ? undefined : { id: source.id, nameSpan: variant.nameSpan };
}

/** Values that the source alone proves to exist on a target. */
export function expectedOfSource(
  source: Manifest,
  target: string | null,
): readonly ExpectedExport[] {
  const facts = target === null ? null : targetFacts(target);
  const isCertain = (part: Pick<SourceItem, "cfg">, crate: string): boolean =>
    evaluateCfg(part.cfg, featuresOf(crate, source.crate), facts) === true;
  return groupItems(source, []).flatMap(({ key, items }): readonly ExpectedExport[] => {
    const item = items.find((one) => !one.macro && isCertain(one, one.crate));
    if (item === undefined) return [];
    const { kind } = item;
    if (kind !== "function" && kind !== "class" && kind !== "enum" && kind !== "const") return [];
    const at = (owner: Owner): Place => ({ primary: owner.nameSpan, related: [], at: owner.id });
    return [
      {
        id: key,
        binaryName: key,
        kind,
        place: at(item),
        members:
          kind === "class"
            ? classMembers(item)
                .filter((one) => one.kind !== "constructor" && isCertain(one, item.crate))
                .map((one) => ({
                  name: one.jsName,
                  static: one.kind === "static" || one.kind === "factory",
                  merged: false,
                  place: at(one),
                }))
            : [],
        iterates: kind === "class" && iteratesInRust(item),
        free: false,
        typeOf: null,
        values:
          kind === "enum"
            ? item.variants
                .filter((one) => isCertain(one, item.crate))
                .map(({ rustName: name, value, nameSpan }) => ({
                  name,
                  value,
                  place: at({ id: item.id, nameSpan }),
                }))
            : [],
      },
    ];
  });
}

function featuresOf(crate: string, info: CrateInfo): readonly string[] | null {
  return crate === info.name ? info.features : null;
}

function iteratesInRust({ attributes }: SourceClass): boolean {
  return ["iterator", "async_iterator"].some((key) => Object.hasOwn(attributes, key));
}

function iterates(item: Extract<DeclaredItem, { kind: "class" }>): boolean {
  return (
    item.members.some(({ name }) => isIteratorSymbol(name)) ||
    (item.extends ?? []).some((type) => /Iter(?:ator|able)|Generator/u.test(headOf(type)))
  );
}

function primitiveOf(type: TsType): string | null {
  if (type.kind === "literal") return typeof type.value;
  return type.kind === "keyword" && primitives.has(type.name) ? type.name : null;
}

const primitives: ReadonlySet<string> = new Set(["bigint", "boolean", "number", "string"]);

function isIteratorSymbol(name: string): boolean {
  return name === "[Symbol.iterator]" || name === "[Symbol.asyncIterator]";
}

function headOf(type: TsType): string {
  if (type.kind === "opaque") return type.text;
  if (type.kind !== "name") return "";
  return type.name.kind === "item" ? type.name.id : type.name.name;
}
