/**
 * The source view: what `ferrotype-extract` reads from the Rust files of a crate.
 * Mirrors `crates/extract/manifest.schema.json`.
 */
import type { Diagnostic, Span } from "../diagnostics/diagnostic.js";

export interface Manifest {
  readonly schema: 1;
  readonly crate: CrateInfo;
  readonly contract: Contract;
  /** All items, sorted by Rust path, then position. */
  readonly items: readonly SourceItem[];
  /** Impl blocks that leak a class, by file and position. */
  readonly strayImpls: readonly StrayImpl[];
  /** Rust files that were read, relative to the workspace root, sorted. */
  readonly files: readonly string[];
  /** Files and folders whose change can change this manifest, relative to the workspace root, sorted. */
  readonly inputs: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A `#[napi] impl` that registers a class at run time which no `#[napi]` struct declares. */
export interface StrayImpl {
  readonly crate: string;
  /** Rust identifier of the type. */
  readonly rustName: string;
  /** Name of the class in JavaScript. */
  readonly jsName: string;
  readonly namespace: string | null;
  /** Identifier of the trait (`Task`); null for an inherent block. */
  readonly trait: string | null;
  readonly cfg: Cfg | null;
  /** Whole block, attributes and docs excluded. */
  readonly span: Span;
  /** The type in its head. */
  readonly nameSpan: Span;
}

export interface CrateInfo {
  /** Crate name as in Cargo.toml. */
  readonly name: string;
  readonly version: string;
  /** npm name, from `[package.metadata.ferrotype] package`. */
  readonly package: string;
  readonly license: string | null;
  readonly repository: string | null;
  readonly description: string | null;
  /** Folder of the crate, relative to the workspace root (`crates/natives`). */
  readonly root: string;
  /** Features that are on. */
  readonly features: readonly string[];
  /** Version of napi-derive in Cargo.lock; it decides the naming rule. */
  readonly napiDerive: string | null;
}

/** What callers can rely on, hashed: see `crates/extract/src/contract.rs`. */
export interface Contract {
  /** Number of the algorithm. */
  readonly algorithm: number;
  /** 32 hexadecimal digits. */
  readonly hash: string;
  /** 8 hexadecimal digits for each item, by `name` or `namespace.name`; sorted by key. */
  readonly exports: Readonly<Record<string, string>>;
}

/** A `cfg` predicate. */
export type Cfg =
  | { readonly kind: "all" | "any"; readonly predicates: readonly Cfg[] }
  | { readonly kind: "not"; readonly predicate: Cfg }
  | { readonly kind: "flag"; readonly name: string }
  | { readonly kind: "value"; readonly name: string; readonly value: string };

/** Docs as written in Rust, tags taken out. */
export interface SourceDocs {
  /** Markdown with its sections (`# Errors` …), without the tag lines. */
  readonly text: string;
  /** `@name value` lines, such as `@brand strict`, `@module search`, `@default 3`. */
  readonly tags: readonly { readonly name: string; readonly value: string }[];
  /** `#[deprecated]`: the note, or an empty text. */
  readonly deprecated: string | null;
  /** `#[doc(hidden)]`. */
  readonly hidden: boolean;
}

/** A Rust type as a tree, names resolved. */
export type RustType =
  | {
      readonly kind: "path";
      /** Full path where it is known (`std::string::String`, `ferrotype::Job`, `search::GrepOptions`), else as written. Primitives are bare (`u32`). */
      readonly path: string;
      /** Of an `AsyncTask`, behind its task: the `JsValue` of that task, where it is known. */
      readonly arguments: readonly RustType[];
      /** `id` of the item that it names, where it names one of ours. */
      readonly item: string | null;
    }
  | { readonly kind: "reference"; readonly mutable: boolean; readonly type: RustType }
  | { readonly kind: "slice"; readonly element: RustType }
  | { readonly kind: "array"; readonly element: RustType; readonly length: string }
  | { readonly kind: "tuple"; readonly elements: readonly RustType[] }
  | {
      readonly kind: "function";
      readonly parameters: readonly RustType[];
      readonly returns: RustType;
    }
  | { readonly kind: "other"; readonly text: string };

interface SourceItemBase {
  /** Rust path without the crate for the addon's own crate (`search::grep`), with it for others. */
  readonly id: string;
  readonly crate: string;
  readonly rustName: string;
  /** Name in JavaScript by napi's rules. */
  readonly jsName: string;
  /** napi namespace: `namespace = "x"` or `#[napi] mod x`. */
  readonly namespace: string | null;
  /** Module of the surface; null is the package index. */
  readonly module: string | null;
  readonly docs: SourceDocs;
  readonly cfg: Cfg | null;
  /** Whole item, attributes and docs excluded. */
  readonly span: Span;
  readonly nameSpan: Span;
  /** Keys of `#[napi(…)]` as written; a bare key is `true`. */
  readonly attributes: Readonly<Record<string, string | boolean>>;
  /** Where the texts of its `ts_*` keys stand, quotes included; left out where there are none. */
  readonly textSpans?: Readonly<Record<string, Span>>;
  /** From a `macro_rules!` body: not provable from source. */
  readonly macro: boolean;
}

export interface SourceParameter {
  readonly rustName: string;
  readonly jsName: string;
  readonly type: RustType;
  /** `ts_arg_type` on the parameter. */
  readonly override: string | null;
  /** Where that text stands, quotes included; left out where there is none. */
  readonly overrideSpan?: Span;
}

export interface SourceSignature {
  /** Without `self`, with `Env`, `This` and `CancelToken`. */
  readonly parameters: readonly SourceParameter[];
  /** As written, `Result` and `Job` included. */
  readonly returns: RustType;
  readonly async: boolean;
  /** A panic cannot leave it: `ferrotype::napi` or `catch_unwind`. */
  readonly guarded: boolean;
}

export interface SourceFunction extends SourceItemBase {
  readonly kind: "function";
  readonly signature: SourceSignature;
}

export interface SourceMember {
  readonly kind: "constructor" | "factory" | "static" | "method" | "getter" | "setter" | "field";
  readonly id: string;
  readonly rustName: string;
  /** Name in JavaScript; `[Symbol.dispose]` form for well-known symbols. */
  readonly jsName: string;
  readonly docs: SourceDocs;
  readonly cfg: Cfg | null;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly attributes: Readonly<Record<string, string | boolean>>;
  /** Where the texts of its `ts_*` keys stand, quotes included; left out where there are none. */
  readonly textSpans?: Readonly<Record<string, Span>>;
  /** Null for fields. */
  readonly signature: SourceSignature | null;
  /** Type of a field, else null. */
  readonly type: RustType | null;
}

/** A struct that becomes a class; members come from its `#[napi] impl` blocks and public fields, in source order. */
export interface SourceClass extends SourceItemBase {
  readonly kind: "class";
  readonly members: readonly SourceMember[];
}

export interface SourceField {
  readonly rustName: string;
  readonly jsName: string;
  readonly type: RustType;
  readonly docs: SourceDocs;
  readonly cfg: Cfg | null;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly attributes: Readonly<Record<string, string | boolean>>;
  /** Where the texts of its `ts_*` keys stand, quotes included; left out where there are none. */
  readonly textSpans?: Readonly<Record<string, Span>>;
}

/** `#[napi(object)]`: an interface. */
export interface SourceObject extends SourceItemBase {
  readonly kind: "object";
  readonly fields: readonly SourceField[];
  /** It also derives `ferrotype::Row`. */
  readonly row: boolean;
}

/** `#[napi(array)]`: a tuple. */
export interface SourceTuple extends SourceItemBase {
  readonly kind: "tuple";
  readonly fields: readonly SourceField[];
}

export interface SourceVariant {
  readonly rustName: string;
  readonly docs: SourceDocs;
  readonly cfg: Cfg | null;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly value: string | number;
}

/** `#[napi]` or `#[napi(string_enum)]` on an enum without data. */
export interface SourceEnum extends SourceItemBase {
  readonly kind: "enum";
  readonly variants: readonly SourceVariant[];
}

/** `#[napi]` on an enum with data: a union of tagged objects. */
export interface SourceUnion extends SourceItemBase {
  readonly kind: "union";
  readonly discriminant: string;
  readonly variants: readonly (SourceVariant & { readonly fields: readonly SourceField[] })[];
}

/** `#[napi] pub type X = …` and `#[napi(transparent)] struct X(…)`. */
export interface SourceAlias extends SourceItemBase {
  readonly kind: "alias";
  readonly transparent: boolean;
  readonly type: RustType;
  /** From `@brand` / `@brand strict`. */
  readonly brand: "loose" | "strict" | null;
}

export interface SourceConst extends SourceItemBase {
  readonly kind: "const";
  readonly type: RustType;
}

/** An enum with `#[derive(ferrotype::ErrorCode)]`; napi does not see it. */
export interface SourceError extends SourceItemBase {
  readonly kind: "error";
  readonly codes: readonly {
    readonly rustName: string;
    readonly code: string;
    readonly docs: SourceDocs;
    readonly nameSpan: Span;
  }[];
}

export type SourceItem =
  | SourceFunction
  | SourceClass
  | SourceObject
  | SourceTuple
  | SourceEnum
  | SourceUnion
  | SourceAlias
  | SourceConst
  | SourceError;
