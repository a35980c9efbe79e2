import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { check, resolveConfig } from "prettier";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emit } from "../src/emit/emit.js";
import { link } from "../src/link/link.js";
import type { Manifest, SourceItem } from "../src/model/manifest.js";
import type { GeneratedFile } from "../src/model/views.js";
import { emitTypeTests } from "../src/type-tests/emit-type-tests.js";
import {
  brand,
  enumeration,
  errorEnum,
  feature,
  field,
  fn,
  klass,
  manifest,
  member,
  object,
  optional,
  options,
  ref,
  rust,
  signature,
  base,
  windows,
} from "./builders.js";
import type { Workspace } from "./emit-workspace.js";
import { openWorkspace } from "./emit-workspace.js";

const string = rust("String");
const u32 = rust("ferrotype::U32");

function process(): SourceItem {
  const own = ref("process::Process");
  return klass("process::Process", [
    member("factory", "from_pid", { signature: signature([["pid", u32]], own) }),
    member("getter", "pid", { signature: signature([], ref("process::ProcessId")) }),
    member("getter", "label", { signature: signature([], string) }),
    member("setter", "label", { signature: signature([["label", string]]) }),
    member(
      "field",
      "exit_code",
      { type: optional(rust("i32")) },
      { attributes: { readonly: true } },
    ),
    member("method", "kill", {
      signature: signature(
        [["signal", optional(ref("process::Signal"))]],
        rust("Result", rust("bool"), ref("fs::FsError")),
      ),
    }),
    member("method", "dispose", { signature: signature([]) }, { jsName: "[Symbol.dispose]" }),
    member("method", "wait", {
      signature: signature([], rust("ferrotype::Job", u32, ref("fs::FsError"))),
    }),
    member("method", "hidden", { signature: signature([]) }, { cfg: feature("off") }),
  ]);
}

function items(): SourceItem[] {
  return [
    fn("version", [], string),
    { ...base("LIMIT", { jsName: "LIMIT" }), kind: "const", type: rust("u32") },
    fn(
      "fs::list_directory",
      [
        ["path", rust("ferrotype::PathArg")],
        ["options", optional(ref("fs::ListOptions"))],
        ["token", rust("ferrotype::CancelToken")],
      ],
      rust(
        "ferrotype::Job",
        rust("ferrotype::Rows", ref("fs::FileInfo"), ref("fs::ListSummary")),
        ref("fs::FsError"),
      ),
    ),
    fn(
      "fs::read_all",
      [
        ["paths", rust("Vec", string)],
        ["token", rust("ferrotype::CancelToken")],
      ],
      rust("ferrotype::Job", rust("Vec", rust("Buffer"))),
    ),
    fn("fs::delete", [["path", string]], rust("Result", { kind: "tuple", elements: [] }), {
      jsName: "delete",
    }),
    object("fs::ListOptions", [
      field("depth", optional(u32)),
      field("globs", optional(rust("Vec", string))),
    ]),
    object(
      "fs::FileInfo",
      [
        field("path", rust("ferrotype::PathText")),
        field("kind", ref("fs::FileKind")),
        field("owner", optional(string)),
      ],
      { row: true },
    ),
    object("fs::ListSummary", [field("truncated", rust("bool"))]),
    enumeration("fs::FileKind", { File: 0, Directory: 1 }),
    errorEnum("fs::FsError", { NotFound: "ENOENT", Denied: "EACCES" }),
    process(),
    klass("process::Job", [
      member("constructor", "new", {
        signature: signature(
          [
            ["name", string],
            ["count", optional(u32)],
          ],
          ref("process::Job"),
        ),
      }),
    ]),
    klass(
      "process::Power",
      [
        member("factory", "acquire", {
          signature: signature([["reason", string]], ref("process::Power")),
        }),
      ],
      { cfg: windows },
    ),
    fn("process::power_state", [], string, { cfg: windows }),
    fn("process::never_there", [], string, { cfg: feature("off") }),
    fn(
      "process::spawn",
      [
        ["id", ref("process::ProcessId")],
        ["user", ref("process::UserName")],
      ],
      ref("process::Process"),
    ),
    enumeration("process::Signal", { Term: "term", Kill: "kill" }),
    brand("process::ProcessId", rust("u32"), "loose"),
    brand("process::UserName", string, "strict"),
    fn("process::mystery", [["what", rust("somewhere::Strange")]], string, {
      attributes: { ts_args_type: "what: 'a' | 'b', then?: (kind: Signal) => void" },
    }),
  ];
}

function withItems(change: (item: SourceItem) => SourceItem): Manifest {
  return manifest(items().map(change));
}

const source = withItems((item) => item);
const tests = emitTypeTests(source, options);

function packageOf(from: Manifest): readonly GeneratedFile[] {
  return emit(link({ source: from, declared: null, loaded: null }, options).surface, options);
}

interface Finding {
  readonly fileName: string;
  readonly line?: number;
  readonly message: string;
}

/** tsd over the type tests, with options of its own; its internal entry, as `scripts/type-tests.js` uses it. */
function runTsd(workspace: Workspace): readonly string[] {
  const require = createRequire(import.meta.url);
  const entry = require.resolve("tsd");
  const { getDiagnostics } = require(join(dirname(entry), "lib/compiler.js")) as {
    getDiagnostics(this: void, context: object): readonly Finding[];
  };
  const ts = createRequire(entry)("@tsd/typescript") as typeof import("typescript");
  const { options: compilerOptions } = ts.parseJsonConfigFileContent(
    {
      compilerOptions: {
        strict: true,
        module: "nodenext",
        target: "es2022",
        lib: ["es2022"],
        types: [],
        exactOptionalPropertyTypes: true,
      },
      files: [],
    },
    ts.sys,
    workspace.folder,
  );
  const found = getDiagnostics({
    cwd: workspace.folder,
    pkg: {},
    typingsFile: "",
    testFiles: tests.map((file) => join(workspace.folder, file.path)),
    config: { directory: "", compilerOptions },
  });
  return found.map(
    ({ fileName, line, message }) =>
      `${fileName.slice(fileName.lastIndexOf("/") + 1)}:${line}: ${message}`,
  );
}

test("type tests are in prettier's format", async () => {
  const config = await resolveConfig(new URL("builders.ts", import.meta.url).pathname);
  for (const { path, text } of tests) {
    expect(await check(text, { ...config, filepath: path }), `${path}\n${text}`).toBe(true);
  }
});

test("there is a file for each entry point, and none without an assertion", () => {
  const names = tests.map(({ path }) => path.replace(/^.*\//, ""));
  const entries = ["index", "fs", "process", "enums", "brands", "errors"];
  expect(names).toEqual(entries.map((entry) => `${entry}.test-d.ts`));
  for (const { text } of tests) expect(text).toMatch(/expectType<[\s\S]+?>\(/);
});

test.each(["", "."])("the tests of a crate at %j lie under the crate's name", (root) => {
  const { crate } = manifest([]);
  const found = emitTypeTests(manifest([], { crate: { ...crate, root } }), options);
  const [index] = found.filter(({ path }) => path.endsWith("/index.test-d.ts"));
  expect(index?.path).toBe(`${options.typeTests}/demo/index.test-d.ts`);
  expect(index?.text).toContain("// Source: .; regenerate: ");
});

describe("with the emitted package", () => {
  let workspace: Workspace;
  beforeAll(() => {
    workspace = openWorkspace();
    workspace.write([...packageOf(source), ...tests]);
    workspace.install("@demo/addon", options.out);
  });
  afterAll(() => {
    workspace.remove();
  });
  const paths = tests.map(({ path }) => path);

  // The other compilers see the type tests of this repository in `pnpm test:types`.
  test("they pass the compiler", () => {
    expect(workspace.compile("ts7", paths)).toBe("");
  });

  test("they pass tsd", () => {
    expect(runTsd(workspace)).toEqual([]);
  });

  /** What is changed in the package only, a part of what must then be found, and the change. */
  const changes: readonly (readonly [string, string, (item: SourceItem) => SourceItem | null])[] = [
    [
      "a function is gone",
      "no exported member 'readAll'",
      (item) => (item.id === "fs::read_all" ? null : item),
    ],
    [
      "another return type",
      "'() => number' is not assignable to parameter of type '() => string'",
      (item) => (item.id === "version" ? fn("version", [], rust("u32")) : item),
    ],
    [
      "a field is required",
      "{ depth?: number | undefined;",
      (item) =>
        item.id === "fs::ListOptions"
          ? object(item.id, [field("depth", u32), field("globs", optional(rust("Vec", string)))])
          : item,
    ],
    [
      "another value of an enum",
      '"end"',
      (item) =>
        item.id === "process::Signal" ? enumeration(item.id, { Term: "end", Kill: "kill" }) : item,
    ],
    [
      "a brand is loose",
      "(id: number, user: UserName) => Process",
      (item) => (item.id === "process::UserName" ? brand(item.id, string, "loose") : item),
    ],
    [
      "another code",
      '"EPERM"',
      (item) =>
        item.id === "fs::FsError"
          ? errorEnum(item.id, { NotFound: "ENOENT", Denied: "EPERM" })
          : item,
    ],
    [
      "an export too many",
      '"surplus"',
      (item) => (item.id === "LIMIT" ? fn("surplus", [], string) : item),
    ],
  ];

  test("they find every change that they were not told of", () => {
    const changed = items().flatMap((item) => {
      let current: SourceItem | null = item;
      for (const [, , change] of changes) current = current === null ? null : change(current);
      return current ?? [];
    });
    workspace.write(packageOf(manifest(changed)));
    const findings = runTsd(workspace).join("\n");
    for (const [title, finding] of changes) expect(findings, title).toContain(finding);
  });
});
