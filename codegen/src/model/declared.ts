/** The declared view: what `napi build` wrote into its `index.d.ts`. */
import type { Diagnostic, Span } from "../diagnostics/diagnostic.js";
import type { TsType } from "./type.js";

export interface DeclaredView {
  /** Relative to the workspace root. */
  readonly file: string;
  readonly items: readonly DeclaredItem[];
  /** Names that the file imports or declares without being items of the addon (`ExternalObject`, header types). */
  readonly helpers: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** What the file passes on from files beside it; left out where it does not. */
  readonly reexports?: readonly Reexport[];
  /** A bundler wrote the file from another: it has only what users need, so what it lacks may be declared. */
  readonly bundled?: boolean;
}

export interface Reexport {
  /** A relative module. */
  readonly from: string;
  /** Names there and here; null is all of them. */
  readonly names: readonly (readonly [string, string])[] | null;
}

export interface DeclaredParameter {
  readonly name: string;
  readonly type: TsType;
  readonly optional: boolean;
  readonly rest: boolean;
}

export interface DeclaredSignature {
  /** Text of the type parameters, without the brackets. */
  readonly typeParameters: string | null;
  readonly thisType: TsType | null;
  readonly parameters: readonly DeclaredParameter[];
  /** Null for constructors and setters. */
  readonly returns: TsType | null;
}

export interface DeclaredMember {
  readonly kind: "constructor" | "static" | "method" | "getter" | "setter" | "field";
  /** `[Symbol.dispose]` form for computed names. */
  readonly name: string;
  readonly signature: DeclaredSignature | null;
  readonly type: TsType | null;
  readonly optional: boolean;
  readonly readonly: boolean;
  readonly span: Span;
}

interface DeclaredItemBase {
  readonly name: string;
  readonly namespace: string | null;
  readonly exported: boolean;
  readonly docs: string;
  /** The name. */
  readonly span: Span;
}

/** What only user headers and iterator classes have. */
interface DeclaredShape {
  /** Text of the type parameters, without the brackets. */
  readonly typeParameters?: string;
  /** What it extends or implements; for a class also what its merged interface extends. */
  readonly extends?: readonly TsType[];
}

export type DeclaredItem =
  | (DeclaredItemBase & {
      readonly kind: "function";
      readonly overloads: readonly DeclaredSignature[];
    })
  | (DeclaredItemBase &
      DeclaredShape & {
        readonly kind: "class";
        readonly members: readonly DeclaredMember[];
      })
  | (DeclaredItemBase &
      DeclaredShape & {
        readonly kind: "interface";
        readonly members: readonly DeclaredMember[];
      })
  | (DeclaredItemBase & {
      readonly kind: "alias";
      readonly typeParameters: string | null;
      readonly type: TsType;
    })
  | (DeclaredItemBase & {
      readonly kind: "enum";
      readonly const: boolean;
      readonly members: readonly {
        readonly name: string;
        readonly value: string | number;
        readonly span: Span;
      }[];
    })
  | (DeclaredItemBase & { readonly kind: "const"; readonly type: TsType });
