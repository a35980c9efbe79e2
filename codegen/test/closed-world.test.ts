/**
 * Closed world: whatever the addon, every name in every `.d.ts` that is emitted resolves, under TypeScript with
 * `skipLibCheck: false`. Many made-up addons, whose names collide with globals and with ours, are compiled at once.
 */
import * as fc from "fast-check";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

import { generate } from "../src/generate.js";
import type { Cfg, RustType, SourceItem } from "../src/model/manifest.js";
import type { Allowance, GeneratedFile } from "../src/model/views.js";
import {
  base,
  brand,
  docs,
  enumeration,
  errorEnum,
  field,
  fn,
  klass,
  manifest,
  member,
  object,
  optional,
  options,
  parameter,
  ref,
  rust,
  signature,
  unit,
  unix,
  views,
  windows,
} from "./builders.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Names that stand for something in the files that we write, among ordinary ones. */
const names = [
  ..."Promise Record Array Buffer Error Map Symbol URL Uint8Array Iterator AbortSignal".split(" "),
  ..."Brand BrandFactory RowSet Cancellable NativeError NodeJS Object Readonly Exclude".split(" "),
  ..."Client Options Info Level Plain Ghosted type from get set of async K V T".split(" "),
];
const outside: { readonly module: string | null; readonly namespace: string | null } = {
  module: null,
  namespace: null,
};
const places = [
  outside,
  { module: "search", namespace: null },
  { module: "fs", namespace: null },
  { module: "net", namespace: "net" },
];
const kinds = "function class object enum alias brand const error tuple union".split(" ");

const overrides = [
  "Awaited<Ghost | null>",
  "{ readonly [K in keyof Options]?: Ghost }",
  "(value: Info) => value is Info & { a: Level }",
  "typeof globalThis | Uint16Array | BufferEncoding",
  "T extends (infer U)[] ? Info : { [key: string]: Level }",
  "Level.Low | typeof Client | [Options?]",
];

interface Slot {
  readonly kind: string;
  readonly name: string;
  readonly place: typeof outside;
  readonly cfg: Cfg | null;
}

const slots: fc.Arbitrary<readonly Slot[]> = fc.uniqueArray(
  fc
    .record({
      kind: fc.constantFrom(...kinds),
      name: fc.constantFrom(...names),
      place: fc.constantFrom(...places),
      cfg: fc.constantFrom(null, null, null, windows, unix),
    })
    // No namespace holds error enums: napi does not see them.
    .map((slot) => (slot.kind === "error" ? { ...slot, place: outside } : slot)),
  {
    minLength: 1,
    maxLength: 14,
    selector: ({ name, place }) => `${place.namespace ?? ""}.${name}`,
  },
);

function idOf({ name, place }: Slot): string {
  return place.module === null ? name : `${place.module}::${name}`;
}

function typesFor(all: readonly Slot[]): fc.Arbitrary<RustType> {
  const usable = all.filter(({ kind }) => !["function", "const"].includes(kind));
  const items = usable.map((slot) => ref(idOf(slot)));
  const leaves = [
    ..."u32 String bool f64 i64 u64 Buffer Uint8Array Unknown Object JsFunction Ghost".split(" "),
    ..."serde_json::Value ferrotype::U32 ferrotype::PathArg AbortSignal DateTime".split(" "),
  ].map((name) => rust(name));
  const { type } = fc.letrec<{ type: RustType }>((tie) => ({
    type: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      fc.constantFrom(...leaves, ...items, unit),
      tie("type").map(optional),
      tie("type").map((one) => rust("Vec", one)),
      tie("type").map((one) => rust("HashMap", rust("String"), one)),
      fc.tuple(tie("type"), tie("type")).map((both) => rust("Either", ...both)),
      fc.tuple(tie("type"), tie("type")).map((both) => rust("Function", ...both)),
      fc
        .array(tie("type"), { minLength: 1, maxLength: 2 })
        .map((elements): RustType => ({ kind: "tuple", elements })),
      tie("type").map((one) => rust("Promise", one)),
      tie("type").map((one) => rust("External", one)),
    ),
  }));
  return type;
}

/** An item of each kind, with types as they come. */
function itemFor(slot: Slot, type: fc.Arbitrary<RustType>): fc.Arbitrary<SourceItem> {
  const id = idOf(slot);
  const own = {
    ...slot.place,
    jsName: slot.name,
    cfg: slot.cfg,
    docs: docs(`See [${slot.name}].`),
  };
  const override = fc.option(fc.constantFrom(...overrides), { nil: null, freq: 4 });
  const attributes = override.map((text): Record<string, string> =>
    text === null ? {} : { ts_return_type: text, ts_generic_types: "T" },
  );
  const some = fc.array(type, { maxLength: 3 });
  const call = fc
    .record({ types: some, returns: type, isJob: fc.boolean(), override })
    .map((given) => ({
      ...signature([], given.isJob ? rust("ferrotype::Job", given.returns) : given.returns),
      parameters: given.types.map((one, index) =>
        parameter(`value_${index}`, one, index === 0 ? given.override : null),
      ),
    }));
  const fields = some.map((types) => types.map((one, index) => field(`field_${index}`, one)));
  switch (slot.kind) {
    case "function":
      return fc.tuple(call, attributes).map(
        ([given, keys]) =>
          ({
            ...fn(id, [], unit, { ...own, attributes: keys }),
            signature: given,
          }) as SourceItem,
      );
    case "class":
      return fc
        .record({ method: call, getter: type, make: call, shown: type, hasNew: fc.boolean() })
        .map(({ method, getter, make, shown, hasNew }) =>
          klass(
            id,
            [
              ...(hasNew ? [member("constructor", "new", { signature: make })] : []),
              member("method", "run", { signature: method }),
              member("getter", "size", { signature: signature([], getter) }),
              member("factory", "open", { signature: make }),
              member("field", "shown", { type: shown }),
            ],
            own,
          ),
        );
    case "object":
      return fields.map((list) => object(id, list, own));
    case "tuple":
      return fields.map((list) => ({ ...base(id, own), kind: "tuple", fields: list }));
    case "union":
      return fields.map((list) => ({
        ...base(id, own),
        kind: "union",
        discriminant: "type",
        variants: [variant("First", list), variant("Second", [])],
      }));
    case "enum":
      return fc
        .constantFrom({ Low: 0, High: 1 }, { Low: "low", type: "type" })
        .map((values) => enumeration(id, values as Record<string, string | number>, own));
    case "error":
      return fc.constant(errorEnum(id, { Gone: "ERR_GONE" }, own));
    case "brand":
      return fc.constantFrom("u32", "String").map((name) => brand(id, rust(name), "strict", own));
    case "alias":
      return fc
        .constantFrom("u32", "Buffer", "Ghost")
        .map((name) => brand(id, rust(name), null, own));
    default:
      return type.map((one) => ({ ...base(id, own), kind: "const", type: one }));
  }
}

function variant(rustName: string, fields: readonly ReturnType<typeof field>[]) {
  const { docs: none, cfg, span, nameSpan } = base(rustName);
  return { rustName, docs: none, cfg, span, nameSpan, value: rustName, fields };
}

/** What names nothing is accepted in every other addon, and so is printed as `unknown`. */
const addons = fc.tuple(slots, fc.boolean()).chain(([all, isAccepting]) =>
  fc.tuple(...all.map((slot) => itemFor(slot, typesFor(all)))).map((items) => ({
    items,
    allow: isAccepting ? items.flatMap(({ id }) => accepted(id)) : [],
  })),
);

function accepted(at: string): readonly Allowance[] {
  return ["FT1010", "FT2004"].map((code) => ({ code, at, because: "it is a test" }));
}

test("every name in every emitted d.ts resolves", () => {
  const files = new Map<string, string>();
  let emitted = 0;
  const sample = fc.sample(addons, { numRuns: 400, seed: 20 });
  sample.forEach(({ items, allow }, index) => {
    const all = generate(views(manifest(items)), { ...options, out: `generated/a${index}`, allow });
    // An entry that accepts nothing is an error of its own, and not what this is about.
    const again = all.diagnostics
      .filter(({ code }) => code === "FT6005")
      .map(({ message }) => message);
    const kept = allow.filter(
      ({ code, at }) => !again.some((text) => text.includes(code) && text.includes(`\`${at}\``)),
    );
    const { files: written } =
      again.length === 0
        ? all
        : generate(views(manifest(items)), { ...options, out: `generated/a${index}`, allow: kept });
    if (written.length > 0) emitted += 1;
    for (const { path, text } of written.filter(isDeclaration)) {
      files.set(`${root}${path}`, text);
    }
  });
  expect(emitted).toBeGreaterThan(150);
  expect(compile(files)).toEqual([]);
}, 240_000);

function isDeclaration({ path }: GeneratedFile): boolean {
  return path.startsWith("generated/a") && path.endsWith(".d.ts");
}

/** What TypeScript says of the files, which are in memory, with their line. */
function compile(files: ReadonlyMap<string, string>): readonly string[] {
  const settings: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    strict: true,
    skipLibCheck: false,
    noEmit: true,
    types: [],
  };
  const disk = ts.createCompilerHost(settings);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => files.has(path) || disk.fileExists(path),
    directoryExists: (path) =>
      path.startsWith(`${root}generated/a`) || (disk.directoryExists?.(path) ?? false),
    readFile: (path) => files.get(path) ?? disk.readFile(path),
    getSourceFile: (path, language) => {
      const text = files.get(path);
      return text === undefined
        ? disk.getSourceFile(path, language)
        : ts.createSourceFile(path, text, language, true);
    },
  };
  const program = ts.createProgram([...files.keys()], settings, host);
  return [...files.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    const found = [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ];
    return found.map(({ code, messageText, start = 0 }) => {
      const { line } = file?.getLineAndCharacterOfPosition(start) ?? { line: 0 };
      const text = files.get(path)?.split("\n")[line] ?? "";
      return `${path.slice(root.length)}: TS${code} ${ts.flattenDiagnosticMessageText(messageText, " ")} | ${text.trim()}`;
    });
  });
}
