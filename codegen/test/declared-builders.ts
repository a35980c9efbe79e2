/** Small views for tests: what a d.ts and a loaded addon hold, with only the interesting part written out. */
import type {
  DeclaredItem,
  DeclaredMember,
  DeclaredSignature,
  DeclaredView,
} from "../src/model/declared.js";
import type { LoadedExport, LoadedView } from "../src/model/loaded.js";
import type { TsType } from "../src/model/type.js";
import { span } from "./builders.js";

type DeclaredBase = Pick<DeclaredItem, "name" | "namespace" | "exported" | "docs" | "span">;

function declaredBase(name: string, line: number): DeclaredBase {
  return { name, namespace: null, exported: true, docs: "", span: span("index.d.ts", line) };
}

export function declaredSignature(
  parameters: Readonly<Record<string, TsType>>,
  returns: TsType | null,
): DeclaredSignature {
  return {
    typeParameters: null,
    thisType: null,
    parameters: Object.entries(parameters).map(([name, type]) => ({
      name: name.replace("?", ""),
      type,
      optional: name.endsWith("?"),
      rest: false,
    })),
    returns,
  };
}

/** A declared function; a parameter whose name ends in `?` is optional. */
export function declaredFn(
  name: string,
  parameters: Readonly<Record<string, TsType>>,
  returns: TsType,
): DeclaredItem {
  return {
    ...declaredBase(name, 1),
    kind: "function",
    overloads: [declaredSignature(parameters, returns)],
  };
}

export function declaredMember(
  kind: DeclaredMember["kind"],
  name: string,
  own: { readonly signature?: DeclaredSignature; readonly type?: TsType } = {},
): DeclaredMember {
  return {
    kind,
    name: name.replace("?", ""),
    signature: own.signature ?? null,
    type: own.type ?? null,
    optional: name.endsWith("?"),
    readonly: false,
    span: span("index.d.ts", 8),
  };
}

export function declaredInterface(
  name: string,
  fields: Readonly<Record<string, TsType>>,
): DeclaredItem {
  const members = Object.entries(fields).map(([key, type]) =>
    declaredMember("field", key, { type }),
  );
  return { ...declaredBase(name, 3), kind: "interface", members };
}

export function declaredClass(name: string, members: readonly DeclaredMember[]): DeclaredItem {
  return { ...declaredBase(name, 4), kind: "class", members };
}

export function declaredAlias(name: string, type: TsType): DeclaredItem {
  return { ...declaredBase(name, 5), kind: "alias", typeParameters: null, type };
}

export function declaredConst(name: string, type: TsType): DeclaredItem {
  return { ...declaredBase(name, 7), kind: "const", type };
}

export function declaredEnum(
  name: string,
  values: Readonly<Record<string, string | number>>,
  isConst = false,
): DeclaredItem {
  const members = Object.entries(values).map(([key, value]) => ({
    name: key,
    value,
    span: span("index.d.ts", 6),
  }));
  return { ...declaredBase(name, 6), kind: "enum", const: isConst, members };
}

export function declaredView(
  items: readonly DeclaredItem[],
  helpers: readonly string[] = [],
): DeclaredView {
  return { file: "index.d.ts", items, helpers, diagnostics: [] };
}

export function loadedExport(
  name: string,
  kind: LoadedExport["kind"],
  rest: Partial<LoadedExport> = {},
): LoadedExport {
  const valueType = kind === "enum" || kind === "value" ? "object" : "function";
  return { name, namespace: null, kind, valueType, members: [], statics: [], values: {}, ...rest };
}

export function loadedView(
  exports: readonly LoadedExport[],
  rest: Partial<LoadedView> = {},
): LoadedView {
  return { exports, stamp: null, binaryHash: "", ...rest };
}
