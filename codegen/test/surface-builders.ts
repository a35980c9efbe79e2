/** Parts of a surface, as the linker makes them. */
import type { Span } from "../src/diagnostics/diagnostic.js";
import type {
  Docs,
  Field,
  Item,
  Member,
  Origin,
  Parameter,
  Signature,
  Wrapping,
} from "../src/model/surface.js";
import type { Keyword, TsType, TypeName } from "../src/model/type.js";
import type { GenerateOptions } from "../src/model/views.js";

export const options: GenerateOptions = {
  out: "generated/natives",
  locks: "generated/surface",
  typeTests: "generated/type-tests",
  targets: ["linux-x64-gnu", "darwin-arm64", "win32-x64-msvc"],
  leaf: "@fixture/natives-<target>",
  envPrefix: "FIXTURE_NATIVES",
  workspace: true,
  allow: [],
  toolVersion: "0.1",
  command: "pnpm codegen",
};

export const keyword = (name: Keyword): TsType => ({ kind: "keyword", name });
export const literal = (value: string | number | boolean): TsType => ({ kind: "literal", value });
export const named = (name: TypeName, ...types: TsType[]): TsType => ({
  kind: "name",
  name,
  arguments: types,
});
export const item = (id: string, ...types: TsType[]): TsType =>
  named({ kind: "item", id }, ...types);
export const global = (name: string, ...types: TsType[]): TsType =>
  named({ kind: "global", name }, ...types);
export const runtime = (
  name: Extract<TypeName, { kind: "runtime" }>["name"],
  ...types: TsType[]
): TsType => named({ kind: "runtime", name }, ...types);
export const union = (...members: TsType[]): TsType => ({ kind: "union", members });
export const both = (...members: TsType[]): TsType => ({ kind: "intersection", members });
export const list = (element: TsType): TsType => ({ kind: "array", element, readonly: false });
export const readonlyList = (element: TsType): TsType => ({
  kind: "array",
  element,
  readonly: true,
});
export const string: TsType = keyword("string");
export const number: TsType = keyword("number");
export const nothing: TsType = keyword("void");
export const buffer: TsType = named({ kind: "node", name: "Buffer" });
export const promise = (type: TsType): TsType => global("Promise", type);

export const docs = (text = "", ...tags: [name: string, text: string][]): Docs => ({
  text,
  tags: tags.map(([name, tagText]) => ({ name, text: tagText })),
});

/** Gives every origin a place of its own: item n stands in lines 10n + 1 to 10n + 4. */
let places = 0;

/** Starts the places anew. */
export function resetPlaces(): void {
  places = 0;
}

export function origin(rustPath: string): Origin {
  places += 1;
  const line = places * 10 + 1;
  const name = rustPath.split("::").at(-1) ?? rustPath;
  const file = `crates/natives/src/${rustPath.includes("::") ? rustPath.split("::")[0] : "lib"}.rs`;
  const at = (lineNumber: number, column: number): Span["start"] => ({
    line: lineNumber,
    column,
    byteOffset: lineNumber * 100 + column,
  });
  return {
    rustPath,
    span: { file, start: at(line, 1), end: at(line + 3, 2) },
    nameSpan: { file, start: at(line, 8), end: at(line, 8 + name.length) },
  };
}

export const parameter = (
  name: string,
  type: TsType,
  more: Partial<Parameter> = {},
): Parameter => ({
  name,
  type,
  optional: false,
  rest: false,
  ...more,
});
export const optional = (name: string, type: TsType): Parameter =>
  parameter(name, type, { optional: true });

export const plain: Wrapping = { async: false, cancel: null, rows: null, parameters: [] };

export const signature = (
  parameters: readonly Parameter[],
  returns: TsType,
  wrapping: Partial<Wrapping> = {},
  typeParameters: string | null = null,
): Signature => ({ typeParameters, parameters, returns, wrapping: { ...plain, ...wrapping } });

export const field = (name: string, type: TsType, more: Partial<Field> = {}): Field => ({
  name,
  type,
  optional: false,
  readonly: false,
  docs: docs(),
  origin: origin(`fields::${name}`),
  ...more,
});

export const member = (
  kind: Member["kind"],
  name: string,
  shape: Signature | TsType,
  text = "",
): Member => ({
  kind,
  name,
  docs: docs(text),
  origin: origin(`process::${name.replace(/\W/g, "_")}`),
  signature: "parameters" in shape && "wrapping" in shape ? shape : null,
  type: "wrapping" in shape ? null : shape,
  readonly: kind === "getter",
});

/** What all items have; the id is the name, with its namespace. */
export function base(
  name: string,
  module: string | null,
  text = "",
): Pick<Item, "id" | "name" | "binaryName" | "module" | "docs" | "origin" | "missingOn"> {
  return {
    id: name,
    name,
    binaryName: name,
    module,
    docs: docs(text),
    origin: origin(module === null ? name : `${module}::${name}`),
    missingOn: [],
  };
}
