/** The import table of ARCHITECTURE.md: who may import what. */
import { dirname, join, normalize } from "node:path/posix";

import ts from "typescript";
import { describe, expect, test } from "vitest";

import { readTracked, trackedFiles } from "./tracked-files.js";

interface Rule {
  /** Files the rule speaks of. */
  readonly from: RegExp;
  /** What they may import: a repository path, a package, or a `node:` module. */
  readonly may: readonly RegExp[];
}

const within = (folder: string): RegExp => new RegExp(`^${folder}/`, "u");
const model = within("codegen/src/model");
const diagnostics = within("codegen/src/diagnostics");
const types = within("codegen/src/types");
const print = within("codegen/src/print");
const node = /^node:/u;
const runtime = /^@ferrotype\/runtime(\/|$)/u;

const typeScriptRules: readonly Rule[] = [
  { from: model, may: [model, diagnostics] },
  { from: diagnostics, may: [model, diagnostics] },
  { from: types, may: [types, model] },
  ...["link", "check"].map((stage) => ({
    from: within(`codegen/src/${stage}`),
    may: [within(`codegen/src/${stage}`), model, types, diagnostics],
  })),
  {
    from: within("codegen/src/diff"),
    may: [within("codegen/src/diff"), model, types, diagnostics],
  },
  {
    from: within("codegen/src/type-tests"),
    may: [within("codegen/src/type-tests"), model, types, print],
  },
  { from: within("codegen/src/emit"), may: [within("codegen/src/emit"), model, print] },
  { from: print, may: [print, model, /^prettier\/doc$/u, /^@jridgewell\/gen-mapping$/u] },
  {
    from: within("codegen/src/read"),
    may: [
      within("codegen/src/read"),
      model,
      diagnostics,
      runtime,
      node,
      /^ts-morph$/u,
      /^esbuild$/u,
      /^fastest-levenshtein$/u,
    ],
  },
  {
    from: within("codegen/src/write"),
    may: [within("codegen/src/write"), model, diagnostics, node, /^diff$/u],
  },
  { from: within("codegen/src/ci"), may: [within("codegen/src/ci"), runtime, /^yaml$/u] },
  {
    from: within("codegen/src/doctor"),
    may: [within("codegen/src/doctor"), runtime, node, /^codegen\/src\/commands\/stop\.js$/u],
  },
  {
    from: within("codegen/src/init"),
    may: [
      within("codegen/src/(init|ci)"),
      diagnostics,
      runtime,
      node,
      /^diff$/u,
      /^jsonc-parser$/u,
      /^smol-toml$/u,
      /^yaml$/u,
    ],
  },
  {
    from: within("codegen/src/embed"),
    may: [
      within("codegen/src/embed"),
      within("codegen/src/(diagnostics|init|pack)"),
      /^codegen\/src\/commands\/stop\.js$/u,
      runtime,
      node,
      /^esbuild$/u,
    ],
  },
  {
    from: /^codegen\/src\/generate\.ts$/u,
    may: [within("codegen/src/(model|diagnostics|types|link|check|emit|type-tests)")],
  },
  {
    from: within("codegen/src/commands/watch"),
    may: [within("codegen/src"), node, /^chokidar$/u],
  },
  { from: within("codegen/src"), may: [within("codegen/src"), runtime, node, /^@napi-rs\/cli$/u] },
  {
    from: within("generated/natives"),
    may: [within("generated/natives"), /^@ferrotype\/runtime$/u],
  },
  { from: within("packages/runtime/src"), may: [within("packages/runtime/src"), node] },
  {
    from: within("packages/mcp/src"),
    may: [
      within("packages/mcp/src"),
      node,
      /^@ferrotype\/natives\/\w+$/u,
      /^@modelcontextprotocol\/sdk\//u,
      /^zod$/u,
    ],
  },
];

/** The rule that a file falls under: the first that fits. */
function ruleOf(file: string): Rule | undefined {
  return typeScriptRules.find(({ from }) => from.test(file));
}

function importsOf(file: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(readTracked(file), true, true);
  return importedFiles.map(({ fileName }) =>
    fileName.startsWith(".") ? normalize(join(dirname(file), fileName)) : fileName,
  );
}

function violations(file: string, rule: Rule): readonly string[] {
  return importsOf(file)
    .filter((target) => !rule.may.some((pattern) => pattern.test(target)))
    .map((target) => `${file} imports ${target}`);
}

describe("TypeScript", () => {
  const files = trackedFiles().filter(
    (file) =>
      /\.(ts|js)$/u.test(file) &&
      /^(codegen\/src|generated\/natives|packages\/\w+\/src)\//u.test(file),
  );

  test("every source file falls under a rule", () => {
    expect(files.length).toBeGreaterThan(30);
    expect(files.filter((file) => ruleOf(file) === undefined)).toEqual([]);
  });

  test("no file imports what its folder may not", () => {
    const found = files.flatMap((file) => {
      const rule = ruleOf(file);
      return rule === undefined ? [] : violations(file, rule);
    });
    expect(found).toEqual([]);
  });

  test("ts-morph is asked for by read/declared alone", () => {
    const users = files.filter(
      (file) =>
        file.startsWith("codegen/src/") &&
        /(?:from|require|import)\w*\s*\(?\s*["']ts-morph["']/u.test(readTracked(file)),
    );
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter((file) => !file.startsWith("codegen/src/read/declared"))).toEqual([]);
  });

  test("the runtime has no dependencies", () => {
    const manifest = JSON.parse(readTracked("packages/runtime/package.json")) as Record<
      string,
      unknown
    >;
    expect(manifest["dependencies"] ?? {}).toEqual({});
    expect(manifest["peerDependencies"] ?? {}).toEqual({});
  });
});

describe("Rust", () => {
  /** Names in a `[dependencies]`-like table of a Cargo.toml. */
  function dependencies(crate: string, table: string): readonly string[] {
    const text = readTracked(`crates/${crate}/Cargo.toml`);
    const section = new RegExp(`^\\[(?:target\\.[^\\]]*\\.)?${table}\\]\\n([^[]*)`, "gmu");
    return [...text.matchAll(section)].flatMap(([, body = ""]) =>
      [...body.matchAll(/^([\w-]+)/gmu)].map(([, name = ""]) => name),
    );
  }

  test("natives-core knows nothing of napi", () => {
    const names = dependencies("natives-core", "dependencies");
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => /^(napi|ferrotype)/u.test(name))).toEqual([]);
  });

  test("natives imports the core, the author crate and napi, and the extractor only to build", () => {
    const allowed = ["natives-core", "ferrotype", "napi", "napi-derive", "thiserror"];
    expect(
      dependencies("natives", "dependencies").filter((name) => !allowed.includes(name)),
    ).toEqual([]);
    expect([...dependencies("natives", "build-dependencies")].sort()).toEqual([
      "ferrotype-extract",
      "napi-build",
    ]);
  });

  test("the extractor does not depend on what it reads", () => {
    const names = dependencies("extract", "dependencies");
    expect(names).toContain("syn");
    expect(names.filter((name) => /^(napi|ferrotype|natives)/u.test(name))).toEqual([]);
  });
});
