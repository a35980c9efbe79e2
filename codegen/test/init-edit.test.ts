/** The edits of `ferrotype init`, text by text: what a person wrote stays, and what cannot be edited is said. */
import { parse } from "smol-toml";
import { describe, expect, test } from "vitest";

import { checkToml, namePackage, setVersion } from "../src/init/edit-cargo-toml.js";
import { denyBuild, ignoreLines } from "../src/init/edit-lines.js";
import { editPackageJson, type Setting } from "../src/init/edit-package-json.js";
import { parseJsonFile } from "../src/init/json-file.js";

describe("Cargo.toml", () => {
  const edit = (text: string): unknown => namePackage({ path: "Cargo.toml", text }, "@scope/x");
  const block = '[package.metadata.ferrotype]\npackage = "@scope/x"\n';

  const cases: readonly (readonly [name: string, before: string, after: string])[] = [
    [
      "after [package], above the comments of the next table",
      '[package]\nname = "x"\n\n# What it builds.\n[lib]\ncrate-type = ["cdylib"]\n',
      `[package]\nname = "x"\n\n${block}\n# What it builds.\n[lib]\ncrate-type = ["cdylib"]\n`,
    ],
    [
      "at the end of a file with one table",
      '[package]\nname = "x"',
      `[package]\nname = "x"\n\n${block}`,
    ],
    [
      "below its table where that is there",
      '[package]\nname = "x"\n[package.metadata.ferrotype] # ours\n\n[lib]\n',
      '[package]\nname = "x"\n[package.metadata.ferrotype] # ours\npackage = "@scope/x"\n\n[lib]\n',
    ],
    [
      "with the line ends of the file",
      '[package]\r\nname = "x"\r\n\r\n[lib]\r\n',
      `[package]\r\nname = "x"\r\n\r\n${block.replaceAll("\n", "\r\n")}\r\n[lib]\r\n`,
    ],
    [
      "not into a text that looks like a table",
      '[package]\nname = "x"\ndescription = """\n[lib]\n"""\n',
      `[package]\nname = "x"\ndescription = """\n[lib]\n"""\n\n${block}`,
    ],
    ["beside dotted keys", 'package.name = "x"\n', `package.name = "x"\n\n${block}`],
  ];
  test.each(cases)("the name is put %s", (_, before, after) => {
    expect(edit(before)).toBe(after);
    expect(parse(after)["package"]).toMatchObject({
      name: "x",
      metadata: { ferrotype: { package: "@scope/x" } },
    });
  });

  test.each([
    '[package]\nname = "x"\nmetadata = { docs = {} }\n',
    '[package]\nname = "x"\n[package.metadata]\nferrotype = {}\n',
  ])("what no table fits into is left to its author: %j", (text) => {
    expect(edit(text)).toMatchObject({
      code: "FT6016",
      help: 'add by hand: [package.metadata.ferrotype] with package = "@scope/x"',
    });
  });

  test.each([
    ['[package]\nname = "x"\nversion = "0.1.0" # ours\n', '"3.4.6" # ours'],
    ["[package]\r\nversion='0.1.0'\r\n", '"3.4.6"'],
    ['[dependencies.a]\nversion = "0.1.0"\n[package]\nversion = "0.1.0"\n', '"3.4.6"'],
    ['package.version = "0.1.0"\n', '"3.4.6"'],
  ])("the version of the package is set, and no other: %j", (text, value) => {
    const edited = setVersion({ path: "Cargo.toml", text }, "3.4.6") ?? "";
    const at = text.lastIndexOf("0.1.0") - 1;
    expect(edited.slice(0, at)).toBe(text.slice(0, at));
    expect(edited.slice(at).trimEnd()).toBe(value);
  });

  test("a version that a workspace gives is not set", () => {
    const text = '[package]\nversion.workspace = true\n[dependencies]\na = { version = "1" }\n';
    expect(setVersion({ path: "Cargo.toml", text }, "3.4.6")).toBeNull();
  });

  test("a fault has its place", () => {
    const text = '[package]\nname = "ü" x\n';
    expect(checkToml({ path: "a/Cargo.toml", text })).toMatchObject({
      code: "FT6016",
      primary: { file: "a/Cargo.toml", start: { line: 2 } },
    });
    expect(checkToml({ path: "a/Cargo.toml", text: '[package]\nname = "x"\n' })).toBeNull();
  });
});

describe("package.json", () => {
  const script: Setting = { table: "scripts", key: "codegen", value: "x", sorted: false };
  const runtime: Setting = { table: "dependencies", key: "@f/r", value: "^1", sorted: true };

  test("keys go to the end, dependencies in order, and the rest stays", () => {
    const text = `{\n    "files": ["a", "b"],\n    "scripts": {\n        "test": "t"\n    },\n    "dependencies": {\n        "@a/a": "1",\n        "zod": "1"\n    }\n}`;
    expect(editPackageJson(text, [script, runtime])).toBe(
      `{\n    "files": ["a", "b"],\n    "scripts": {\n        "test": "t",\n        "codegen": "x"\n    },\n    "dependencies": {\n        "@a/a": "1",\n        "@f/r": "^1",\n        "zod": "1"\n    }\n}`,
    );
  });

  test("tables that are missing are made, with the tabs and line ends of the file", () => {
    expect(editPackageJson('{\r\n\t"name": "x"\r\n}\r\n', [script, runtime])).toBe(
      '{\r\n\t"name": "x",\r\n\t"scripts": {\r\n\t\t"codegen": "x"\r\n\t},\r\n\t"dependencies": {\r\n\t\t"@f/r": "^1"\r\n\t}\r\n}\r\n',
    );
  });

  test("a byte order mark stays", () => {
    const text = '\uFEFF{\n  "name": "x"\n}\n';
    expect(parseJsonFile({ path: "package.json", text })).toMatchObject({ value: { name: "x" } });
    expect(editPackageJson(text, [script])).toMatch(/^\uFEFF\{\n {2}"name": "x",\n/u);
  });

  test.each([
    ['{\n  "a": 1\n  "b": 2\n}\n', 3, 3],
    ['{ "a": 1, }\n', 1, 11],
    ['// no\n{ "a": 1 }\n', 1, 1],
    ["", 1, 1],
    ["[]", 1, 1],
  ])("%j is refused at its place", (text, line, column) => {
    expect(parseJsonFile({ path: "package.json", text })).toMatchObject({
      code: "FT6016",
      primary: { file: "package.json", start: { line, column } },
    });
  });
});

describe(".gitignore", () => {
  const wanted = ["/generated/*/native/", "/target/"];

  test("lines that are there in another spelling are not added again", () => {
    expect(ignoreLines("target\n", wanted)).toBe("target\n\n# ferrotype\n/generated/*/native/\n");
    expect(ignoreLines("target\ngenerated/*/native\n", wanted)).toBe(
      "target\ngenerated/*/native\n",
    );
    expect(ignoreLines(null, wanted)).toBe("# ferrotype\n/generated/*/native/\n/target/\n");
    expect(ignoreLines("a\r\n", ["b"])).toBe("a\r\n\r\n# ferrotype\r\nb\r\n");
  });
});

describe("pnpm-workspace.yaml", () => {
  test("esbuild's build script is denied where nobody has said anything of it", () => {
    expect(denyBuild(null)).toBe("allowBuilds:\n  esbuild: false\n");
    expect(denyBuild("packages:\n  - a\n")).toBe(
      "packages:\n  - a\n\nallowBuilds:\n  esbuild: false\n",
    );
    expect(denyBuild("allowBuilds:\n    sharp: true\nx: 1\n")).toBe(
      "allowBuilds:\n    esbuild: false\n    sharp: true\nx: 1\n",
    );
    expect(denyBuild("allowBuilds:\n  esbuild: true\n")).toBeNull();
    expect(denyBuild("allowBuilds: { sharp: true }\n")).toBeNull();
  });
});
