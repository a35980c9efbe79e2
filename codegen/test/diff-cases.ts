/** One kind of change each: before, after, the verdict, and a consumer that is compiled against both. */
import type { Change } from "../src/diff/change.js";
import type { ChangeKind, Level } from "../src/diff/change-kind.js";
import type {
  ClassItem,
  EnumItem,
  FunctionItem,
  InterfaceItem,
  Item,
  Member,
  PackageInfo,
  Parameter,
  Surface,
} from "../src/model/surface.js";
import type { TsType } from "../src/model/type.js";
import { base, docs, nothing, origin, signature } from "./surface-builders.js";

export interface Case {
  readonly name: string;
  readonly before: Surface;
  readonly after: Surface;
  readonly kinds: readonly ChangeKind[];
  readonly level: Level;
  /** Where it compiles: a breaking change that the compiler sees is shown by one that no longer does. */
  readonly consumer: string;
  /** Null, or why no consumer can show that it is breaking. */
  readonly unseen: string | null;
}

const info: PackageInfo = {
  name: "@case/addon",
  version: "1.0.0",
  license: "MIT",
  repository: null,
  description: null,
  addon: "addon",
  crateRoot: "crates/addon",
  out: "generated/natives",
  targets: ["linux-x64-gnu", "darwin-arm64"],
  leaf: "@case/addon-<target>",
  envPrefix: "CASE_ADDON",
  workspace: true,
};

/** A surface of these items. */
export function surfaceOf(items: readonly Item[], more: Partial<PackageInfo> = {}): Surface {
  const modules = new Set(items.flatMap(({ module }) => (module === null ? [] : [module])));
  return {
    package: { ...info, ...more },
    contract: { algorithm: 1, hash: "0", exports: {} },
    modules: [...modules].sort(),
    items: items.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

type Side = Item | readonly Item[] | Surface;

const toSurface = (side: Side): Surface =>
  "package" in side ? side : surfaceOf(Array.isArray(side) ? side : [side]);

type Row = readonly [
  name: string,
  before: Side,
  after: Side,
  kinds: ChangeKind | readonly ChangeKind[],
  consumer: string,
  unseen?: string,
];

/** Rows of one verdict. */
export function cases(level: Change["level"], rows: readonly Row[]): readonly Case[] {
  return rows.map(([name, before, after, kinds, consumer, unseen = null]) => ({
    name,
    before: toSurface(before),
    after: toSurface(after),
    kinds: typeof kinds === "string" ? [kinds] : kinds,
    level,
    consumer,
    unseen,
  }));
}

export const fn = (
  name: string,
  parameters: readonly Parameter[],
  returns: TsType = nothing,
  more: Partial<FunctionItem> = {},
): FunctionItem => ({
  ...base(name, null),
  kind: "function",
  overloads: [signature(parameters, returns)],
  ...more,
});

export const cls = (
  name: string,
  members: readonly Member[],
  construct: readonly Parameter[] | null = null,
): ClassItem => ({
  ...base(name, null),
  kind: "class",
  construct:
    construct === null
      ? null
      : { signature: signature(construct, nothing), docs: docs(), origin: origin("new") },
  members,
});

export const shape = (
  name: string,
  direction: InterfaceItem["direction"],
  fields: InterfaceItem["fields"],
): InterfaceItem => ({ ...base(name, null), kind: "interface", direction, fields });

export const enumOf = (
  name: string,
  values: Readonly<Record<string, string | number>>,
): EnumItem => ({
  ...base(name, null),
  kind: "enum",
  members: Object.entries(values).map(([key, value]) => ({
    name: key,
    value,
    docs: docs(),
    origin: origin(key),
  })),
});

export const brand = (name: string, baseType: TsType, strict = false, check = "u32"): Item => ({
  ...base(name, null),
  kind: "brand",
  base: baseType,
  check,
  strict,
});

export const alias = (name: string, type: TsType, typeParameters: string | null = null): Item => ({
  ...base(name, null),
  kind: "alias",
  typeParameters,
  type,
});

export const constant = (name: string, type: TsType): Item => ({
  ...base(name, null),
  kind: "const",
  type,
});

export const errorOf = (name: string, ...codes: string[]): Item => ({
  ...base(name, null),
  kind: "error",
  codes: codes.map((code) => ({ code, docs: docs(), origin: origin(code) })),
});

/** The same item with other docs, another module and so on. */
export const but = (item: Item, more: Partial<Item>): Item => ({ ...item, ...more }) as Item;

export const inModule = (module: string, ...items: Item[]): readonly Item[] =>
  items.map((item) => but(item, { module }));
