/** A surface with every kind of item, as the linker makes it, for the tests of what is emitted. */
import type { Span } from "../src/diagnostics/diagnostic.js";
import type {
  ClassItem,
  Docs,
  Field,
  Item,
  Member,
  Origin,
  Parameter,
  Signature,
  Surface,
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

const cancellable = runtime("Cancellable");
const token = (at: number): Wrapping["cancel"] => ({ at, arity: at + 1 });
const check = (name: string) => ({ kind: "primitive", name }) as const;

function processClass(): ClassItem {
  return {
    ...base("Process", "process", "A process of the system.\n\nIt stays when the handle goes."),
    kind: "class",
    construct: null,
    members: [
      member(
        "static",
        "fromPid",
        signature([parameter("pid", number)], item("Process"), {
          parameters: [{ name: "pid", optional: false, check: check("u32") }],
        }),
        "Opens the process with this id.",
      ),
      member("getter", "pid", item("ProcessId"), "Its id."),
      member("getter", "label", string),
      member("setter", "label", signature([parameter("label", string)], nothing)),
      member("field", "exitCode", union(number, keyword("null"))),
      member(
        "method",
        "kill",
        signature([parameter("signal", item("Signal"))], nothing, {
          parameters: [
            { name: "signal", optional: false, check: { kind: "enum", values: ["term", "kill"] } },
          ],
        }),
        "Sends a signal. Ends a comment: */ so.",
      ),
      member("method", "it's odd", signature([], nothing)),
      member("method", "[Symbol.dispose]", signature([], nothing)),
    ],
  };
}

function makeItems(): Item[] {
  return [
    {
      ...base("getVersion", null, "Who this addon is."),
      kind: "function",
      overloads: [signature([], item("VersionInfo"))],
    },
    {
      ...base("init", null, "Sets the addon up; once."),
      kind: "function",
      overloads: [
        signature([optional("threads", number)], promise(nothing), {
          async: true,
          parameters: [{ name: "threads", optional: true, check: check("u32") }],
        }),
      ],
    },
    { ...base("MAX_PATH", null, "Longest path."), kind: "const", type: number },
    {
      ...base("VersionInfo", null),
      kind: "interface",
      direction: "out",
      fields: [field("version", string), field("build-id", string, { optional: true })],
    },
    {
      ...base("readFile", "fs", "Reads a file."),
      docs: docs(
        "Reads a file.\n\nNumbers:\n\n- one *emphasis*\n- two `code`",
        ["throws", "{@link FsErrorCode} where it cannot."],
        ["example", '```ts\nawait readFile("a");\n```'],
      ),
      kind: "function",
      overloads: [
        signature(
          [parameter("path", union(string, global("URL"))), optional("options", cancellable)],
          promise(buffer),
          {
            async: true,
            cancel: token(1),
            parameters: [{ name: "path", optional: false, check: check("path") }],
          },
        ),
      ],
    },
    {
      ...base("delete", "fs", "Deletes a file."),
      kind: "function",
      overloads: [
        signature([parameter("path", string), optional("new", keyword("boolean"))], nothing, {
          parameters: [
            { name: "path", optional: false, check: check("path") },
            { name: "new", optional: true, check: check("boolean") },
          ],
        }),
      ],
    },
    {
      ...base("listDirectory", "fs", "Lists a folder."),
      kind: "function",
      overloads: [
        signature(
          [
            parameter("path", union(string, global("URL"))),
            optional("options", both(item("ListOptions"), cancellable)),
          ],
          promise(both(runtime("RowSet", item("FileInfo")), item("ListSummary"))),
          {
            async: true,
            cancel: token(1),
            rows: ["path", "kind", ["children", ["name", "size"]]],
            parameters: [
              { name: "path", optional: false, check: check("path") },
              {
                name: "options",
                optional: true,
                check: {
                  kind: "object",
                  fields: [
                    { name: "depth", optional: true, check: check("u32") },
                    {
                      name: "globs",
                      optional: true,
                      check: { kind: "array", element: check("string") },
                    },
                  ],
                },
              },
            ],
          },
        ),
      ],
    },
    {
      ...base("ListOptions", "fs", "What to list."),
      kind: "interface",
      direction: "in",
      fields: [
        field("depth", number, { optional: true, docs: docs("How deep.", ["default", "no end"]) }),
        field("globs", readonlyList(string), { optional: true }),
        field(
          "filter",
          {
            kind: "function",
            parameters: [parameter("path", string)],
            returns: keyword("boolean"),
          },
          { optional: true },
        ),
      ],
    },
    {
      ...base("ListSummary", "fs"),
      kind: "interface",
      direction: "out",
      fields: [field("truncated", keyword("boolean"), { readonly: true })],
    },
    {
      ...base("FileInfo", "fs"),
      kind: "interface",
      direction: "out",
      fields: [
        field("path", string, { readonly: true }),
        field("kind", item("FileKind"), { readonly: true }),
        field("owner", item("UserName"), { readonly: true, optional: true }),
      ],
    },
    {
      ...base("FileKind", "fs", "What a path is."),
      kind: "enum",
      members: [
        { name: "File", value: 0, docs: docs("A plain file."), origin: origin("fs::File") },
        { name: "Directory", value: 1, docs: docs(), origin: origin("fs::Directory") },
      ],
    },
    {
      ...base("FsError", null, "What can go wrong with files."),
      kind: "error",
      codes: [
        { code: "ENOENT", docs: docs("Nothing is there."), origin: origin("fs::NotFound") },
        { code: "EACCES", docs: docs("It is not allowed. Ask."), origin: origin("fs::Denied") },
        { code: "EIO", docs: docs(), origin: origin("fs::Io") },
      ],
    },
    processClass(),
    {
      ...base("Other", "process"),
      kind: "class",
      construct: {
        signature: signature(
          [
            parameter("options", {
              kind: "object",
              fields: [{ name: "a", type: number, optional: true, readonly: false }],
            }),
          ],
          nothing,
          {
            parameters: [{ name: "options", optional: false, check: check("object") }],
          },
        ),
        docs: docs("Makes one."),
        origin: origin("process::new"),
      },
      members: [],
    },
    {
      ...base("PowerAssertion", "process", "Keeps the machine awake."),
      missingOn: ["linux-x64-gnu"],
      kind: "class",
      construct: null,
      members: [
        member(
          "static",
          "acquire",
          signature([parameter("reason", string)], item("PowerAssertion")),
        ),
        member("method", "release", signature([], nothing)),
      ],
    },
    {
      ...base("powerState", "process"),
      docs: docs("How the machine is fed.", ["platform", "win32"]),
      missingOn: ["linux-x64-gnu", "darwin-arm64"],
      kind: "function",
      overloads: [signature([], string)],
    },
    {
      ...base("Signal", "process", "Signal to send."),
      kind: "enum",
      members: [
        {
          name: "Term",
          value: "term",
          docs: docs("Ask politely."),
          origin: origin("process::Term"),
        },
        {
          name: "Kill",
          value: "kill",
          docs: docs("", ["deprecated", "use Term."]),
          origin: origin("process::Kill"),
        },
        { name: "in-between", value: 'a"b', docs: docs(), origin: origin("process::InBetween") },
      ],
    },
    {
      ...base("ProcessId", "process", "Id of a process."),
      kind: "brand",
      base: number,
      check: "u32",
      strict: false,
    },
    {
      ...base("UserName", "fs", "Name of a user."),
      kind: "brand",
      base: string,
      check: "string",
      strict: true,
    },
    {
      ...base("executeCommand", "process", "Runs a command."),
      kind: "function",
      overloads: [
        signature(
          [
            parameter("command", string),
            optional("args", readonlyList(string)),
            optional("cwdOrOptions", union(string, both(item("ExecOptions"), cancellable))),
            optional("timeoutMs", number),
          ],
          promise(buffer),
          {
            async: true,
            cancel: { at: 2, arity: 4 },
            parameters: [{ name: "command", optional: false, check: check("string") }],
          },
        ),
      ],
    },
    {
      ...base("ExecOptions", "process"),
      kind: "interface",
      direction: "in",
      fields: [
        field("cwd", union(string, global("URL")), { optional: true }),
        field("killSignal", item("Signal"), { optional: true }),
      ],
    },
    {
      ...base("Outcome", "process", "How it ended."),
      kind: "alias",
      typeParameters: null,
      type: union(
        {
          kind: "object",
          fields: [
            { name: "type", type: literal("exited"), optional: false, readonly: false },
            { name: "code", type: number, optional: false, readonly: false },
          ],
        },
        {
          kind: "object",
          fields: [
            { name: "type", type: literal("signalled"), optional: false, readonly: false },
            { name: "signal", type: item("Signal"), optional: false, readonly: false },
          ],
        },
      ),
    },
    {
      ...base("Pair", "process"),
      kind: "alias",
      typeParameters: null,
      type: {
        kind: "tuple",
        elements: [
          { name: null, type: number, optional: false },
          { name: null, type: union(string, keyword("null")), optional: false },
        ],
      },
    },
    {
      ...base("Buffer", "search", "Hides Node's."),
      kind: "interface",
      direction: "both",
      fields: [field("bytes", number, { optional: true })],
    },
    {
      ...base("RowSet", "search", "Hides the runtime's."),
      kind: "interface",
      direction: "out",
      fields: [],
    },
    {
      ...base("Promise", "search", "Hides the language's."),
      kind: "interface",
      direction: "out",
      fields: [],
    },
    {
      ...base("grep", "search"),
      docs: docs("Searches files.", ["deprecated", "use `search`."]),
      kind: "function",
      overloads: [
        signature(
          [
            parameter("pattern", string),
            optional("into", item("Buffer")),
            optional("kind", item("FileKind")),
          ],
          promise(both(runtime("RowSet", item("FileInfo")), { kind: "object", fields: [] })),
          {
            async: true,
            rows: ["path"],
            parameters: [{ name: "pattern", optional: false, check: check("string") }],
          },
        ),
      ],
    },
    {
      ...base("map", "search", "Written by hand."),
      kind: "function",
      overloads: [
        signature(
          [
            parameter("callback", {
              kind: "opaque",
              text: "(value: T, kind: FileKind) => 'a' | 'b'",
              names: [{ kind: "item", id: "FileKind" }],
            }),
            parameter("rest", list(string), { rest: true }),
          ],
          promise(buffer),
          {},
          "T",
        ),
        signature([parameter("callback", { kind: "opaque", text: "null", names: [] })], nothing),
      ],
    },
  ];
}

/** The surface of a package with modules fs, process and search. */
export function makeSurface(): Surface {
  places = 0;
  return surfaceOf(makeItems());
}

export function surfaceOf(items: readonly Item[]): Surface {
  const order = (one: Item): string => `${one.module ?? ""}\n${one.name}`;
  const sorted = [...items].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const modules = [
    ...new Set(sorted.flatMap((one) => (one.module === null ? [] : [one.module]))),
  ].sort();
  const names = sorted.map((one) => one.binaryName).sort();
  return {
    package: {
      name: "@fixture/natives",
      version: "0.1.0",
      license: "MIT",
      repository: "https://github.com/fixture/natives",
      description: "Natives of the fixture.",
      addon: "natives",
      crateRoot: "crates/natives",
      out: options.out,
      targets: options.targets,
      leaf: options.leaf,
      envPrefix: options.envPrefix,
      workspace: options.workspace,
    },
    contract: {
      algorithm: 1,
      hash: "0123456789abcdef0123456789abcdef",
      exports: Object.fromEntries(
        names.map((name, index) => [name, index.toString(16).padStart(8, "0")]),
      ),
    },
    modules,
    items: sorted,
  };
}
