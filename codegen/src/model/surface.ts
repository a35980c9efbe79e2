/**
 * The surface: everything that the package exports, joined from the views.
 * Emitters read nothing else.
 *
 * Invariant: `model/` imports nothing but `diagnostics/`, and holds no behaviour beyond looking up its own data.
 */
import type { Span } from "../diagnostics/diagnostic.js";
import type { Contract } from "./manifest.js";
import type { TsType } from "./type.js";

/** Number of the shape of a lock, which is a surface without positions; a lock without one is of 1. */
export const lockSchema = 1;

export interface Surface {
  readonly package: PackageInfo;
  readonly contract: Contract;
  /** Names of the modules, sorted; the index is not among them. Empty for an addon of one module. */
  readonly modules: readonly string[];
  /** Sorted by module (index first), then name. */
  readonly items: readonly Item[];
}

export interface PackageInfo {
  /** npm name. */
  readonly name: string;
  readonly version: string;
  readonly license: string | null;
  readonly repository: string | null;
  readonly description: string | null;
  /** Name of the addon's binary, files and lock: the last part of the crate's folder (`natives`). */
  readonly addon: string;
  /** Folder of the crate and of the package, relative to the workspace root. */
  readonly crateRoot: string;
  readonly out: string;
  readonly targets: readonly string[];
  /** Pattern of a leaf's name; `<target>` stands for the target. */
  readonly leaf: string;
  /** Prefix of environment variables (`FERROTYPE_NATIVES`). */
  readonly envPrefix: string;
  /** `@ferrotype/runtime` is a member of this workspace. */
  readonly workspace: boolean;
}

/** Docs ready for TSDoc. */
export interface Docs {
  /** Markdown, links already in `{@link}` form. */
  readonly text: string;
  /** `@name text` in the order in which they are printed: throws, example, remarks, default, platform, deprecated, internal. */
  readonly tags: readonly { readonly name: string; readonly text: string }[];
}

/** Where something comes from in Rust. */
export interface Origin {
  /** `search::grep`; printed, so it carries no line. */
  readonly rustPath: string;
  /** Null for items that only the declared view proves. */
  readonly span: Span | null;
  readonly nameSpan: Span | null;
}

interface ItemBase {
  readonly id: string;
  /** Name in JavaScript. */
  readonly name: string;
  /** Name under which the binary exports it, with its namespace (`ns.name`). */
  readonly binaryName: string;
  /** Null is the package index. */
  readonly module: string | null;
  readonly docs: Docs;
  readonly origin: Origin;
  /** Targets that lack it; empty where all have it. */
  readonly missingOn: readonly string[];
}

export interface Parameter {
  readonly name: string;
  readonly type: TsType;
  readonly optional: boolean;
  readonly rest: boolean;
}

/** What `checked` looks at on the error path; see `Check` in `@ferrotype/runtime`. */
export type Check =
  /** `string`, `boolean`, `bigint`, `function`, `object`, `any`, `path`, `bytes`, `number`, `u8` … `u32`, `i8` … `i32`, `u53`, `i53`, `f64`. */
  | { readonly kind: "primitive"; readonly name: string }
  | { readonly kind: "array"; readonly element: Check }
  /** An object whose keys are data. Optional: null passes as a value; undefined always does. */
  | { readonly kind: "record"; readonly optional: boolean; readonly value: Check }
  | { readonly kind: "enum"; readonly values: readonly (string | number)[] }
  | { readonly kind: "union"; readonly members: readonly Check[] }
  | { readonly kind: "instance"; readonly class: string }
  | {
      readonly kind: "object";
      readonly fields: readonly {
        readonly name: string;
        readonly optional: boolean;
        readonly check: Check;
      }[];
    };

/** Columns of a row set in their order; a nested list of rows has a layout of its own. */
export type RowLayout = readonly (string | readonly [name: string, layout: RowLayout])[];

/** How a native function is wrapped; null parts need nothing. */
export interface Wrapping {
  /** It returns a promise: argument errors reject. */
  readonly async: boolean;
  /** Number of parameters that the native function takes before its cancel token; index of the parameter that carries `signal`. */
  readonly cancel: { readonly at: number; readonly arity: number } | null;
  readonly rows: RowLayout | null;
  readonly parameters: readonly {
    readonly name: string;
    readonly optional: boolean;
    readonly check: Check;
  }[];
}

export interface Signature {
  /** Text of the type parameters of an override, without the brackets. */
  readonly typeParameters: string | null;
  readonly parameters: readonly Parameter[];
  readonly returns: TsType;
  readonly wrapping: Wrapping;
}

export interface FunctionItem extends ItemBase {
  readonly kind: "function";
  /** One, but for overloads that an override declares. */
  readonly overloads: readonly Signature[];
}

export interface Member {
  readonly kind: "static" | "method" | "getter" | "setter" | "field";
  readonly name: string;
  readonly docs: Docs;
  readonly origin: Origin;
  /** For static and method; a setter has its one parameter. */
  readonly signature: Signature | null;
  /** For getter and field. */
  readonly type: TsType | null;
  readonly readonly: boolean;
}

export interface ClassItem extends ItemBase {
  readonly kind: "class";
  /** Null: it cannot be made with `new`. */
  readonly construct: {
    readonly signature: Signature;
    readonly docs: Docs;
    readonly origin: Origin;
  } | null;
  readonly members: readonly Member[];
}

export interface Field {
  readonly name: string;
  readonly type: TsType;
  /** Printed as `name?: T | undefined` in what callers pass in, `name?: T` in what they get. */
  readonly optional: boolean;
  readonly readonly: boolean;
  readonly docs: Docs;
  readonly origin: Origin;
}

export interface InterfaceItem extends ItemBase {
  readonly kind: "interface";
  readonly fields: readonly Field[];
  /** Which way it crosses. */
  readonly direction: "in" | "out" | "both";
}

export interface AliasItem extends ItemBase {
  readonly kind: "alias";
  readonly typeParameters: string | null;
  readonly type: TsType;
}

export interface EnumItem extends ItemBase {
  readonly kind: "enum";
  readonly members: readonly {
    readonly name: string;
    readonly value: string | number;
    readonly docs: Docs;
    readonly origin: Origin;
  }[];
}

export interface BrandItem extends ItemBase {
  readonly kind: "brand";
  /** The type beneath: `number`, `string`, `bigint` or an opaque handle. */
  readonly base: TsType;
  /** Name of the primitive check of the base (`u32`, `string`). */
  readonly check: string;
  /** Inputs want the brand too. */
  readonly strict: boolean;
}

export interface ConstItem extends ItemBase {
  readonly kind: "const";
  readonly type: TsType;
}

/** Codes of a Rust error enum: a literal union and a guard. */
export interface ErrorItem extends ItemBase {
  readonly kind: "error";
  readonly codes: readonly {
    readonly code: string;
    readonly docs: Docs;
    readonly origin: Origin;
  }[];
}

export type Item =
  | FunctionItem
  | ClassItem
  | InterfaceItem
  | AliasItem
  | EnumItem
  | BrandItem
  | ConstItem
  | ErrorItem;
