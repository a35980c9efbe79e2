/** The torture addon leaves nothing of napi-rs out: the lists are those of the napi-derive that Cargo.lock names. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

import type { RustType, SourceItem } from "../src/model/manifest.js";
import { buildTimeoutMs, readTorture, root, type Torture } from "./torture-addon.js";

let torture: Torture;
beforeAll(async () => {
  torture = await readTorture();
}, buildTimeoutMs);

/** Known to napi-derive by name, and in no item of the crate. */
const unusedTypes: Readonly<Record<string, string>> = {
  ...because("a type of the feature compat-mode, which new addons do without", [
    ...["JsUndefined", "JsNumber", "JsBigInt", "JsBoolean", "JsString", "JsStringUtf8"],
    ...["JsStringUtf16", "JsStringLatin1", "JsNull", "JsSymbol", "JsFunction", "JsObject"],
    ...["JsArrayBuffer", "JsBuffer", "JsExternal", "JsUnknown"],
  ]),
  ...because("as Either4, with more members", numbered(5, 26)),
  ...because("no type of Rust has this name", ["null", "external", "unknown"]),
  ...because("needs the feature object_indexmap and a crate of its own", ["IndexMap", "IndexSet"]),
  ...because("needs the feature chrono_date and a crate of its own", [
    ...["DateTime", "NaiveDateTime", "Date"],
  ]),
  ...because("as Uint8ArraySlice", [
    ...["Int8ArraySlice", "Uint8ClampedSlice", "Int16ArraySlice", "Uint16ArraySlice"],
    ...["Int32ArraySlice", "Uint32ArraySlice", "Float32ArraySlice", "Float64ArraySlice"],
    ...["BigInt64ArraySlice", "BigUint64ArraySlice"],
  ]),
  ...because("rustc: the trait bound `char: ToNapiValue` is not satisfied", [...["char"]]),
  ...because("rustc: no `DataView` in `bindgen_prelude`", ["DataView"]),
};

function because(reason: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, reason]));
}

function numbered(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `Either${from + index}`);
}

/** Text of a file of a crate that Cargo.lock names. */
function crateFile(name: string, file: string): string {
  const json = execFileSync("cargo", ["metadata", "--format-version", "1", "--offline"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const { packages } = JSON.parse(json) as {
    readonly packages: readonly { readonly name: string; readonly manifest_path: string }[];
  };
  const found = packages.find((one) => one.name === name);
  if (found === undefined) throw new Error(`Cargo.lock does not name ${name}`);
  return readFileSync(join(dirname(found.manifest_path), file), "utf8");
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = ""]) => name))];
}

interface Attributed {
  readonly attributes?: Readonly<Record<string, string | boolean>>;
}

function partsOf(item: SourceItem): readonly Attributed[] {
  switch (item.kind) {
    case "class":
      return item.members;
    case "object":
    case "tuple":
      return item.fields;
    case "union":
      return item.variants.flatMap(({ fields }) => fields);
    default:
      return [];
  }
}

test("each key of `#[napi(…)]` stands on some item", () => {
  const parser = crateFile("napi-derive", "src/parser/attrs.rs");
  const table = parser.slice(0, parser.indexOf("macro_rules! methods"));
  const keys = matches(table, /^ {6}\((\w+), \w+\(/gmu);
  expect(keys).toHaveLength(37);
  const used = new Set(
    torture.source.items
      .flatMap((item) => [item, ...partsOf(item)])
      .flatMap(({ attributes }) => Object.keys(attributes ?? {})),
  );
  expect(keys.filter((key) => !used.has(key))).toEqual([]);
});

test("the keys that napi-derive reads by hand are used: ts_arg_type and value", () => {
  const overrides = torture.source.items.flatMap((item) =>
    item.kind === "function" ? item.signature.parameters.map(({ override }) => override) : [],
  );
  expect(overrides).toContain("'left' | 'right' | `at-${number}`");
  const fruit = torture.source.items.find(({ id }) => id === "enumerations::Fruit");
  expect(fruit).toMatchObject({ variants: [{ value: "RedApple" }, { value: "a pear" }] });
});

test("each type that napi-derive knows by name is used, or cannot be", () => {
  const backend = crateFile("napi-derive-backend", "src/typegen.rs");
  const tables = backend.slice(0, backend.indexOf("KNOWN_TYPES_IGNORE_ARG"));
  const primitives = crateFile("napi-derive-backend", "src/lib.rs");
  const known = matches(`${tables}${primitives}`, /\("(\w+)", \(/gu);
  const handled = [
    ...["Result", "Option", "AsyncTask", "Reference", "WeakReference", "AsyncBlock"],
    ...["FnArgs", "ThreadsafeFunction", "Env"],
  ];
  const used = new Set(torture.source.items.flatMap(typesOf).flatMap(namesOf));
  const all = [...known, ...handled];
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter((name) => !used.has(name) && unusedTypes[name] === undefined)).toEqual([]);
  expect(Object.keys(unusedTypes).filter((name) => used.has(name) || !all.includes(name))).toEqual(
    [],
  );
});

describe("each form of item is there", () => {
  const has = (id: string, shape: object): void => {
    expect(torture.source.items.filter((item) => item.id === id)).toMatchObject([shape]);
  };
  const member = (id: string, kind: string): object => ({
    members: expect.arrayContaining([expect.objectContaining({ id, kind })]) as unknown,
  });

  test.each([
    ["a function", "functions::add", { kind: "function" }],
    ["a private one", "functions::private_in_rust", { kind: "function" }],
    ["one in a body", "functions::around::inside_a_body", { jsName: "insideABody" }],
    ["an asynchronous one", "functions::later", { signature: { async: true } }],
    [
      "one with a task",
      "tasks::sum",
      { signature: { returns: { arguments: [{}, { path: "u32" }] } } },
    ],
    ["an object", "objects::Plain", { kind: "object" }],
    ["a tuple", "objects::Pair", { kind: "tuple" }],
    ["a transparent struct", "objects::Path", { kind: "alias", transparent: true }],
    ["an enum of numbers", "enumerations::Level", { kind: "enum" }],
    ["an enum of strings", "enumerations::Kebab", { variants: [{ value: "red-apple" }] }],
    ["an enum with data", "enumerations::Event", { kind: "union", discriminant: "kind" }],
    ["a constant", "constants::LIMIT", { kind: "const" }],
    ["an alias", "constants::ProcessId", { kind: "alias", transparent: false }],
    ["a module", "namespaces::inner::inner_double", { namespace: "inner" }],
    [
      "a module of another name",
      "namespaces::with_a_name::renamed_double",
      { namespace: "renamedInner" },
    ],
    ["an attribute's namespace", "namespaces::outer_first", { namespace: "outer" }],
    ["a class", "classes::Account", { kind: "class" }],
    ["a struct that is its constructor", "classes::Point", { attributes: { constructor: true } }],
    ["an iterator", "iterators::Countdown", { attributes: { iterator: true } }],
    ["an asynchronous iterator", "iterators::Ticks", { attributes: { async_iterator: true } }],
    ["an item of another crate", "torture_dep::Counter", { crate: "torture-dep" }],
    [
      "a raw identifier",
      "objects::Plain",
      { fields: expect.arrayContaining([expect.objectContaining({ jsName: "type" })]) as unknown },
    ],
  ])("%s", (_, id, shape) => {
    has(id, shape);
  });

  test.each([
    ["constructor", "new"],
    ["factory", "empty"],
    ["static", "compare"],
    ["method", "deposit"],
    ["getter", "balance"],
    ["setter", "set_balance"],
    ["field", "owner"],
  ])("a %s", (kind, name) => {
    has("classes::Account", member(`classes::Account::${name}`, kind));
  });

  test.each([
    ["mod.rs", "placement::in_mod_rs", "placement/mod.rs"],
    ["a file", "placement::file::in_a_file", "placement/file.rs"],
    ["#[path]", "placement::at_a_path::at_another_path", "placement/somewhere_else.rs"],
    ["inline", "placement::inline::in_an_inline_module", "placement/mod.rs"],
    [
      "inline and private",
      "placement::inline::deeper::in_a_private_inline_module",
      "placement/mod.rs",
    ],
    ["in a body", "placement::file::in_a_file::within::InABody", "placement/file.rs"],
    ["a raw name", "placement::type::in_a_raw_module", "placement/type.rs"],
    ["include!", "placement::in_an_included_file", "placement/included.rs"],
    ["a macro", "placement::written_by_macros::of_a_macro", "placement/written_by_macros.rs"],
    ["a renamed attribute", "placement::renamed::by_another_name", "placement/renamed.rs"],
    ["a full path", "placement::renamed::by_full_path", "placement/renamed.rs"],
    ["cfg_attr", "placement::conditional::attribute_is_on", "placement/conditional.rs"],
    ["cfg that is off", "placement::conditional::without_a_feature", "placement/conditional.rs"],
  ])("placed by %s", (_, id, file) => {
    has(id, { span: { file: `codegen/test/torture/src/${file}` } });
  });

  test("`impl` blocks of tasks, of traits and of nothing", () => {
    expect(
      torture.source.strayImpls
        .map(({ rustName, trait: of }) => `${rustName} ${String(of)}`)
        .sort(),
    ).toEqual([
      "LaterTask Task",
      "Parted null",
      "StrayImpl null",
      "StrayTask Task",
      "SumTask Task",
    ]);
  });
});

function typesOf(item: SourceItem): readonly RustType[] {
  switch (item.kind) {
    case "function":
      return [...item.signature.parameters.map(({ type }) => type), item.signature.returns];
    case "class":
      return item.members.flatMap(({ signature, type }) => [
        ...(signature?.parameters.map((one) => one.type) ?? []),
        ...(signature === null ? [] : [signature.returns]),
        ...(type === null ? [] : [type]),
      ]);
    case "object":
    case "tuple":
      return item.fields.map(({ type }) => type);
    case "alias":
    case "const":
      return [item.type];
    default:
      return [];
  }
}

/** Names as napi-derive looks them up: the last segment of each path. */
function namesOf(type: RustType): readonly string[] {
  switch (type.kind) {
    case "path":
      return [
        // A struct of the crate's own may have the name of one of Rust's.
        ...(type.item === null ? type.path.split("::").slice(-1) : []),
        ...type.arguments.flatMap(namesOf),
      ];
    case "reference":
      return namesOf(type.type);
    case "slice":
    case "array":
      return namesOf(type.element);
    case "tuple":
      return type.elements.flatMap(namesOf);
    case "function":
      return [...type.parameters, type.returns].flatMap(namesOf);
    case "other":
      return [];
  }
}
