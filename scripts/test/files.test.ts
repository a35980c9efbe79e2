/** Rules about files that a reader would otherwise have to watch by eye. */
import { expect, test } from "vitest";

import { readTracked, trackedFiles } from "./tracked-files.js";

/** Hand-written source: no generated file, no fixture. */
const sources = trackedFiles().filter(
  (file) =>
    /\.(rs|ts|js|mjs)$/u.test(file) &&
    !file.startsWith("generated/") &&
    !/\/(fixtures|expected|cases)\//u.test(file),
);

/** Files above 300 lines, each with the reason why it is one noun. */
const longFiles: Readonly<Record<string, string>> = {
  "codegen/test/diff-cases-parameters.ts": "a table of changes",
  "codegen/test/verify-views.test.ts": "a table of pairs of views",
  "codegen/src/types/type-syntax.ts": "one grammar, each rule of which calls the others",
  "crates/extract/src/read/refused.rs": "one table of what napi refuses, with its texts",
  "crates/extract/src/resolve/types.rs": "one walk over the forms of a type",
  "crates/extract/src/source/file.rs": "a file with its positions, which nothing else may convert",
  "crates/extract/tests/extractor/crates.rs": "a table of layouts of crates",
  "crates/extract/src/source/crate_walk.rs": "one walk, file by file and item by item",
  "crates/ferrotype-macros/src/attribute.rs": "one attribute in all its places",
  "crates/ferrotype/tests/addon/src/lib.rs": "an addon of one module, on purpose",
  "crates/natives-core/src/fs/list_tests.rs": "tests of one function",
  "crates/natives-core/src/walk/raw.rs": "one walk on two kinds of workers",
  "crates/natives/src/search.rs": "half of it documents the rows that users see",
  "packages/runtime/test/checked.test.ts": "a table of arguments",
};

test("no hand-written file is longer than 500 lines, and one above 300 says why", () => {
  const lines = sources.map((file) => ({ file, count: readTracked(file).split("\n").length - 1 }));
  expect(lines.filter(({ count }) => count > 500)).toEqual([]);
  expect(
    lines
      .filter(({ file, count }) => count > 300 && longFiles[file] === undefined)
      .map(({ file, count }) => `${file} ${count}`),
  ).toEqual([]);
});

test("every exception of the file budget is still one", () => {
  expect(
    Object.keys(longFiles).filter((file) => readTracked(file).split("\n").length <= 301),
  ).toEqual([]);
});

test("no file has a name that says nothing", () => {
  expect(
    sources.filter((file) => /\/(utils?|misc|helpers?|common)\.(ts|rs|js)$/u.test(file)),
  ).toEqual([]);
});

test("index.ts is a package's public entry only", () => {
  expect(sources.filter((file) => file.endsWith("/index.ts")).sort()).toEqual([
    "codegen/src/index.ts",
    "packages/runtime/src/index.ts",
  ]);
});

/** The attributes above the line name napi. */
function hasNapi(lines: readonly string[], line: number): boolean {
  for (
    let index = line - 1;
    /^\s*(#\[|\/\/\/|\/\/|[\w\s,()="-]*\)\]$)/u.test(lines[index] ?? "");
    index -= 1
  ) {
    if (/^\s*#\[(napi|cfg_attr\(.*napi)/u.test(lines[index] ?? "")) return true;
  }
  return false;
}

test("the shells are thin: the body of no #[napi] function of the addon is longer than 15 lines", () => {
  const long: string[] = [];
  let shells = 0;
  for (const file of sources.filter((name) => name.startsWith("crates/natives/src/"))) {
    const lines = readTracked(file).split("\n");
    lines.forEach((line, start) => {
      const indent = /^(\s*)(?:pub(?:\([^)]*\))? )?(?:async )?fn \w+/u.exec(line)?.[1];
      if (indent === undefined || !hasNapi(lines, start)) return;
      shells += 1;
      const open = lines.findIndex((other, index) => index >= start && /\{\}?$/u.test(other));
      const end = lines.findIndex(
        (other, index) => index >= open && (other === `${indent}}` || other.endsWith("{}")),
      );
      if (end - open - 1 > 15) long.push(`${file}:${start + 1}`);
    });
  }
  expect(shells).toBeGreaterThan(20);
  expect(long).toEqual([]);
});

test("no skipped test, and no TODO without an issue", () => {
  const marks =
    /(TODO|FIXME|XXX)(?![(\w])|\b(?:it|test|describe)\.(?:skip|only|todo)\b|#\[ignore\b/u;
  expect(
    sources.filter(
      (file) => file !== "scripts/test/files.test.ts" && marks.test(readTracked(file)),
    ),
  ).toEqual([]);
});

test("no tracked file names a path of somebody's machine", () => {
  const texts = trackedFiles().filter((file) =>
    /\.(rs|ts|js|json|md|toml|ya?ml|d\.ts)$|\/run$/u.test(file),
  );
  expect(
    texts.filter((file) =>
      /(^|[^$\w./-])\/(work|root|home\/\w+|Users\/\w+)\//mu.test(readTracked(file)),
    ),
  ).toEqual([]);
});

test("every folder of the generator starts with a word about itself", () => {
  const folders = [
    "model",
    "read",
    "types",
    "link",
    "check",
    "emit",
    "type-tests",
    "print",
    "diagnostics",
    "write",
    "commands",
  ];
  const silent = folders.filter(
    (folder) =>
      !sources.some(
        (file) =>
          file.startsWith(`codegen/src/${folder}/`) && /Invariant:/u.test(readTracked(file)),
      ),
  );
  expect(silent).toEqual([]);
});
