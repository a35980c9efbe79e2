/** A surface with every kind of item, as the linker makes it, for the tests of what is emitted. */
import type { Item, Surface, Wrapping } from "../src/model/surface.js";
import {
  resetPlaces,
  options,
  keyword,
  item,
  global,
  runtime,
  union,
  both,
  list,
  readonlyList,
  string,
  number,
  nothing,
  buffer,
  promise,
  docs,
  origin,
  parameter,
  optional,
  signature,
  field,
  base,
} from "./surface-builders.js";
import { makeProcessItems } from "./surface-process.js";

const cancellable = runtime("Cancellable");
const token = (at: number): Wrapping["cancel"] => ({ at, arity: at + 1 });
const check = (name: string) => ({ kind: "primitive", name }) as const;

/** Items of the index, of fs and of search. */
function makeOtherItems(): Item[] {
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
      ...base("FsError", null, "What can go wrong with files."),
      kind: "error",
      codes: [
        { code: "ENOENT", docs: docs("Nothing is there."), origin: origin("fs::NotFound") },
        { code: "EACCES", docs: docs("It is not allowed. Ask."), origin: origin("fs::Denied") },
        { code: "EIO", docs: docs(), origin: origin("fs::Io") },
      ],
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
      ...base("UserName", "fs", "Name of a user."),
      kind: "brand",
      base: string,
      check: "string",
      strict: true,
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
  resetPlaces();
  return surfaceOf([...makeOtherItems(), ...makeProcessItems()]);
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
