/** Small views for tests: what a manifest holds, with only the interesting part written out. */
import type { Span } from "../src/diagnostics/diagnostic.js";
import type { DeclaredView } from "../src/model/declared.js";
import type { LoadedView } from "../src/model/loaded.js";
import type {
  Cfg,
  Manifest,
  RustType,
  SourceDocs,
  SourceField,
  SourceFunction,
  SourceItem,
  SourceMember,
  SourceParameter,
  SourceSignature,
} from "../src/model/manifest.js";
import type { GenerateOptions, Views } from "../src/model/views.js";

/** A span on one line of a file. */
export function span(file: string, line: number): Span {
  const start = { line, column: 1, byteOffset: line * 100 };
  return { file, start, end: { line, column: 10, byteOffset: line * 100 + 9 } };
}

export const options: GenerateOptions = {
  out: "generated/demo",
  locks: "generated/surface",
  typeTests: "generated/type-tests",
  targets: ["linux-x64-gnu", "darwin-arm64", "win32-x64-msvc"],
  leaf: "@demo/addon-<target>",
  envPrefix: "DEMO",
  workspace: false,
  allow: [],
  toolVersion: "0.1",
  command: "pnpm codegen",
};

/** A path type: `rust("Vec", rust("u8"))`, `rust("ferrotype::Job", …)`. */
export function rust(path: string, ...types: readonly RustType[]): RustType {
  return { kind: "path", path, arguments: types, item: null };
}

/** A type that names an item of ours. */
export function ref(id: string, ...types: readonly RustType[]): RustType {
  return { kind: "path", path: id, arguments: types, item: id };
}

export const unit: RustType = { kind: "tuple", elements: [] };

export function optional(type: RustType): RustType {
  return rust("Option", type);
}

export function docs(text = "", rest: Partial<SourceDocs> = {}): SourceDocs {
  return { text, tags: [], deprecated: null, hidden: false, ...rest };
}

type Base = Omit<SourceFunction, "kind" | "signature">;

function camel(name: string): string {
  return name.replaceAll(/_+(\w)/gu, (_, letter: string) => letter.toUpperCase());
}

/** What every item has; the module is the first part of its path. */
export function base(id: string, rest: Partial<Base> = {}): Base {
  const segments = id.split("::");
  const rustName = segments.at(-1) ?? id;
  const module = segments.length > 1 ? (segments[0] ?? null) : null;
  return {
    id,
    crate: "demo",
    rustName,
    jsName: camel(rustName),
    namespace: null,
    module,
    docs: docs(),
    cfg: null,
    span: span(`src/${module ?? "lib"}.rs`, 10),
    nameSpan: span(`src/${module ?? "lib"}.rs`, 11),
    attributes: {},
    macro: false,
    ...rest,
  };
}

export function parameter(
  rustName: string,
  type: RustType,
  override: string | null = null,
): SourceParameter {
  return { rustName, jsName: camel(rustName), type, override };
}

export function signature(
  parameters: readonly (readonly [name: string, type: RustType])[],
  returns: RustType = unit,
  rest: Partial<SourceSignature> = {},
): SourceSignature {
  return {
    parameters: parameters.map(([name, type]) => parameter(name, type)),
    returns,
    async: false,
    guarded: true,
    ...rest,
  };
}

export function fn(
  id: string,
  parameters: readonly (readonly [name: string, type: RustType])[],
  returns: RustType = unit,
  rest: Partial<Base & SourceSignature> = {},
): SourceItem {
  const { async = false, guarded = true, ...own } = rest;
  return {
    ...base(id, own),
    kind: "function",
    signature: signature(parameters, returns, { async, guarded, ...pickParameters(rest) }),
  };
}

function pickParameters(rest: Partial<SourceSignature>): Partial<SourceSignature> {
  return rest.parameters === undefined ? {} : { parameters: rest.parameters };
}

export function field(
  rustName: string,
  type: RustType,
  rest: Partial<SourceField> = {},
): SourceField {
  return {
    rustName,
    jsName: camel(rustName),
    type,
    docs: docs(),
    cfg: null,
    span: span("src/lib.rs", 20),
    nameSpan: span("src/lib.rs", 21),
    attributes: {},
    ...rest,
  };
}

export function object(
  id: string,
  fields: readonly SourceField[],
  rest: Partial<Base> & { readonly row?: boolean } = {},
): SourceItem {
  const { row = false, ...own } = rest;
  return { ...base(id, own), kind: "object", fields, row };
}

export function member(
  kind: SourceMember["kind"],
  rustName: string,
  own: { readonly signature?: SourceSignature; readonly type?: RustType } = {},
  rest: Partial<SourceMember> = {},
): SourceMember {
  return {
    kind,
    id: `${rest.id ?? "Thing"}::${rustName}`,
    rustName,
    jsName: camel(rustName),
    docs: docs(),
    cfg: null,
    span: span("src/lib.rs", 30),
    nameSpan: span("src/lib.rs", 31),
    attributes: {},
    signature: own.signature ?? null,
    type: own.type ?? null,
    ...rest,
  };
}

export function klass(
  id: string,
  members: readonly SourceMember[],
  rest: Partial<Base> = {},
): SourceItem {
  return { ...base(id, rest), kind: "class", members };
}

export function enumeration(
  id: string,
  values: Readonly<Record<string, string | number>>,
  rest: Partial<Base> = {},
): SourceItem {
  const variants = Object.entries(values).map(([rustName, value], index) => ({
    rustName,
    docs: docs(),
    cfg: null,
    span: span("src/lib.rs", 40 + index),
    nameSpan: span("src/lib.rs", 40 + index),
    value,
  }));
  return { ...base(id, rest), kind: "enum", variants };
}

export function brand(
  id: string,
  type: RustType,
  strictness: "loose" | "strict" | null,
  rest: Partial<Base> = {},
): SourceItem {
  return { ...base(id, rest), kind: "alias", transparent: false, type, brand: strictness };
}

export function errorEnum(
  id: string,
  codes: Readonly<Record<string, string>>,
  rest: Partial<Base> = {},
): SourceItem {
  const list = Object.entries(codes).map(([rustName, code]) => ({
    rustName,
    code,
    docs: docs(),
    nameSpan: span("src/lib.rs", 50),
  }));
  return { ...base(id, rest), kind: "error", codes: list };
}

export const windows: Cfg = { kind: "flag", name: "windows" };
export const unix: Cfg = { kind: "flag", name: "unix" };

export function feature(value: string): Cfg {
  return { kind: "value", name: "feature", value };
}

export function manifest(items: readonly SourceItem[], rest: Partial<Manifest> = {}): Manifest {
  return {
    schema: 1,
    crate: {
      name: "demo",
      version: "1.2.3",
      package: "@demo/addon",
      license: "MIT",
      repository: null,
      description: null,
      root: "crates/demo",
      features: [],
      napiDerive: "3.7.0",
    },
    contract: { algorithm: 1, hash: "0".repeat(32), exports: {} },
    items: items.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    strayImpls: [],
    files: [],
    inputs: [],
    diagnostics: [],
    ...rest,
  };
}

/** Views of a source, and of the others where they are given. */
export function views(
  source: Manifest,
  declared: DeclaredView | null = null,
  loaded: LoadedView | null = null,
): Views {
  return { source, declared, loaded };
}
