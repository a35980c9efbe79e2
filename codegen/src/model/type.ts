/** TypeScript types as a tree: the only form in which a type travels between stages. */

export type Keyword =
  | "any"
  | "bigint"
  | "boolean"
  | "never"
  | "null"
  | "number"
  | "object"
  | "string"
  | "symbol"
  | "this"
  | "undefined"
  | "unknown"
  | "void";

/** What a name in a type stands for; the printer turns it into an import where one is needed. */
export type TypeName =
  /** An item of the surface, by its id. */
  | { readonly kind: "item"; readonly id: string }
  /** A type of `@ferrotype/runtime`. */
  | {
      readonly kind: "runtime";
      readonly name: "Brand" | "BrandFactory" | "Cancellable" | "NativeError" | "RowSet";
    }
  /** A global of the language (`Promise`, `Record`, `Uint8Array`, `URL` …). */
  | { readonly kind: "global"; readonly name: string }
  /** A global of `@types/node` (`Buffer`). */
  | { readonly kind: "node"; readonly name: string }
  /** Nothing declares it. */
  | { readonly kind: "unresolved"; readonly name: string };

export interface TypeParameterOfFunction {
  readonly name: string;
  readonly type: TsType;
  readonly optional: boolean;
  readonly rest: boolean;
}

export type TsType =
  | { readonly kind: "keyword"; readonly name: Keyword }
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "array"; readonly element: TsType; readonly readonly: boolean }
  | {
      readonly kind: "tuple";
      readonly elements: readonly {
        readonly name: string | null;
        readonly type: TsType;
        readonly optional: boolean;
      }[];
    }
  | { readonly kind: "union"; readonly members: readonly TsType[] }
  | { readonly kind: "intersection"; readonly members: readonly TsType[] }
  | {
      readonly kind: "function";
      readonly parameters: readonly TypeParameterOfFunction[];
      readonly returns: TsType;
    }
  | {
      readonly kind: "object";
      readonly fields: readonly {
        readonly name: string;
        readonly type: TsType;
        readonly optional: boolean;
        readonly readonly: boolean;
      }[];
    }
  | { readonly kind: "name"; readonly name: TypeName; readonly arguments: readonly TsType[] }
  /** TypeScript that an author wrote by hand: parsed, its free names resolved, otherwise kept as it is. */
  | { readonly kind: "opaque"; readonly text: string; readonly names: readonly TypeName[] };
