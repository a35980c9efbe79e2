/** `ferrotype verify` as a process, over the pieces of the tiny addon: as `napi build` left them, and edited. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { JsonReport } from "../src/diagnostics/json-report.js";
import { buildTimeoutMs, buildTiny, Place, type Tiny } from "./verify-tiny.js";

const place = new Place();
let tiny: Tiny;
let text: string;

beforeAll(async () => {
  tiny = await buildTiny();
  place.copy(tiny.binary, "tiny.node");
  place.copy(tiny.declared, "index.d.ts");
  text = place.read("index.d.ts");
}, buildTimeoutMs);
afterAll(() => place.remove());

const binary = ["--binary", "tiny.node"];
const types = (file = "index.d.ts"): readonly string[] => ["--dts", file];
const source = (): readonly string[] => ["--crate", tiny.crate];

function findings(args: readonly string[]): JsonReport {
  return JSON.parse(place.run(["verify", "--json", "--quiet", ...args]).out) as JsonReport;
}

function codes(args: readonly string[]): readonly string[] {
  return findings(args)
    .diagnostics.map(({ code, at }) => `${code} ${at ?? ""}`)
    .toSorted();
}

describe("pieces that agree", () => {
  test.each([
    [
      "all three",
      () => [...types(), ...binary, ...source()],
      "tiny-addon 0.1.0: source, types and binary agree (16 items from source, 15 declared, 11 loaded)",
    ],
    [
      "types and binary",
      () => [...types(), ...binary],
      "index.d.ts: types and binary agree (15 declared, 11 loaded)",
    ],
    [
      "source and binary",
      () => [...binary, ...source()],
      "tiny-addon 0.1.0: source and binary agree (16 items from source, 11 loaded)",
    ],
    [
      "source and types",
      () => [...types(), ...source()],
      "tiny-addon 0.1.0: source and types agree (16 items from source, 15 declared)",
    ],
    [
      "source and a binary that is not loaded",
      () => [...binary, ...source(), "--no-load"],
      "tiny-addon 0.1.0: source and stamp of the binary agree (16 items from source)",
    ],
  ])("%s: one line", (_, args, line) => {
    expect(place.run(["verify", "--quiet", ...args()])).toEqual({
      code: 0,
      out: `${line}\n`,
      err: "",
    });
  });

  test("the summary of the JSON says what was read", () => {
    const { diagnostics, summary } = findings([...types(), ...binary, ...source()]);
    expect(diagnostics).toEqual([]);
    expect(summary).toEqual({
      verb: "verify",
      count: { error: 0, warning: 0, info: 0 },
      package: null,
      source: { crates: ["tiny-addon 0.1.0"], items: 16 },
      declared: { file: "index.d.ts", names: 15 },
      loaded: { file: "tiny.node", owner: null, names: 11 },
      stamp: null,
      notes: {},
    });
  });
});

interface Edit {
  readonly name: string;
  readonly from: string | RegExp;
  readonly to: string;
  /** Code and place of what is found in types and binary, in source and types, and in all three. */
  readonly binary: readonly string[];
  readonly source: readonly string[];
  readonly all: readonly string[];
}

const edits: readonly Edit[] = [
  {
    name: "a dropped function",
    from: "export declare function sizeOfFile(path: PathArg): U53\n",
    to: "",
    binary: ["FT4002 sizeOfFile"],
    source: ["FT3001 size_of_file"],
    all: ["FT3001 size_of_file"],
  },
  {
    name: "a renamed function",
    from: "function stepsTaken(",
    to: "function stepsDone(",
    binary: ["FT4001 stepsDone", "FT4002 stepsTaken"],
    source: ["FT3001 steps_taken", "FT3002 stepsDone"],
    all: ["FT3001 steps_taken", "FT4001 stepsDone"],
  },
  {
    name: "an invented constant",
    from: /$/u,
    to: "\nexport declare const LIMIT: number\n",
    binary: ["FT4001 LIMIT"],
    source: ["FT3002 LIMIT"],
    all: ["FT4001 LIMIT"],
  },
  {
    name: "a type that is none of the addon's",
    from: /$/u,
    to: "\nexport interface Mine { yours: boolean }\ndeclare class Unexported { x(): void }\n",
    binary: [],
    source: ["FT3002 Mine"],
    all: ["FT3002 Mine"],
  },
  {
    name: "an invented method",
    from: "  post(amount: I53): this\n",
    to: "  post(amount: I53): this\n  audit(): boolean\n",
    binary: ["FT4004 Ledger.audit"],
    source: ["FT3008 Ledger"],
    all: ["FT3008 Ledger"],
  },
  {
    name: "another enum value",
    from: "Blank = 'blank'",
    to: "Blank = 'empty'",
    binary: ["FT4003 LineKind"],
    source: ["FT3007 LineKind"],
    all: ["FT3007 LineKind"],
  },
  {
    name: "an enum member too few",
    from: "  Blank = 'blank',\n",
    to: "",
    binary: ["FT4003 LineKind"],
    source: ["FT3008 LineKind"],
    all: ["FT3008 LineKind"],
  },
  {
    name: "a class where a function is",
    from: "export declare function stepsTaken(): number",
    to: "export declare class stepsTaken { constructor(); go(): void }",
    binary: ["FT4005 stepsTaken"],
    source: ["FT3003 steps_taken"],
    all: ["FT3003 steps_taken"],
  },
  {
    name: "another type, which only the source knows",
    from: "stepsTaken(): number",
    to: "stepsTaken(): string",
    binary: [],
    source: ["FT3006 steps_taken"],
    all: ["FT3006 steps_taken"],
  },
  {
    name: "a header by hand",
    from: "/* eslint-disable */\n",
    to: "/* eslint-disable */\nimport { x } from './x'\nexport { x }\nexport * from 'y'\nexport declare const __napiBindingTarget: 'native'\nexport declare class ExternalObject<T> { readonly '': { readonly '': unique symbol } }\n",
    binary: [],
    source: [],
    all: [],
  },
];

describe("edited types", () => {
  test.each(edits)("$name", ({ name, from, to, ...expected }) => {
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    const file = place.write(`${name.replaceAll(" ", "-")}.d.ts`, changed);
    expect(codes([...types(file), ...binary])).toEqual(expected.binary);
    expect(codes([...types(file), ...source()])).toEqual(expected.source);
    expect(codes([...types(file), ...binary, ...source()])).toEqual(expected.all);
  });

  test("a finding points to the Rust item and to the line of the types", () => {
    const file = place.write(
      "number.d.ts",
      text.replace("stepsTaken(): number", "stepsTaken(): string"),
    );
    const [found] = findings([...types(file), ...source()]).diagnostics;
    expect(found?.primary?.file).toMatch(/crates\/ferrotype\/tests\/addon\/src\/lib\.rs$/u);
    expect(found?.related.map(({ span }) => span.file)).toEqual(["number.d.ts"]);
    expect(found?.help).not.toBeNull();
  });

  test("types that do not parse hide nothing else behind them", () => {
    const file = place.write(
      "broken.d.ts",
      text.replace("export declare function sizeOfFile(", "export declare function ("),
    );
    expect(codes([...types(file), ...binary])).toEqual(["FT2001 "]);
  });
});

describe("an installed package", () => {
  const install = (name: string, script: string): string => {
    const folder = `node_modules/${name}`;
    const leaf = `${name}-here`;
    const manifest = { name, version: "0.1.0", main: "index.js", types: "index.d.ts" };
    place.write(
      `${folder}/package.json`,
      JSON.stringify({ ...manifest, optionalDependencies: { [leaf]: "0.1.0" } }),
    );
    place.write(`${folder}/index.d.ts`, `${text}\nexport declare const keys: string[]\n`);
    place.write(`${folder}/index.js`, script);
    place.write(
      `node_modules/${leaf}/package.json`,
      JSON.stringify({ name: leaf, version: "0.1.0", main: "tiny.node" }),
    );
    place.copy(tiny.binary, `node_modules/${leaf}/tiny.node`);
    return folder;
  };

  test("may add values by its JavaScript", () => {
    const folder = install("whole", 'module.exports = { ...require("whole-here"), keys: [] };\n');
    expect(place.run(["verify", "--quiet", "--package", folder, ...source()])).toEqual({
      code: 0,
      out: "whole 0.1.0: source, types and binary agree (16 items from source, 16 declared, 11 loaded)\n",
      err: "",
    });
    const { summary } = findings(["--package", folder]);
    expect(summary).toMatchObject({
      package: { name: "whole", version: "0.1.0" },
      loaded: { file: "node_modules/whole-here/tiny.node", owner: "whole-here 0.1.0" },
    });
  });

  test("is not compared with the types of something else", () => {
    const folder = install("foreign", "");
    const manifest = JSON.parse(place.read(`${folder}/package.json`)) as object;
    place.write(`${folder}/package.json`, JSON.stringify({ ...manifest, napi: {} }));
    place.write(`${folder}/index.d.ts`, "export declare function main(): void\n");
    const { code, out } = place.run(["verify", "--quiet", "--package", folder]);
    expect(code).toBe(1);
    expect(out)
      .toBe(`error[FT6012]: the types that belong to the binary of foreign were not found: the closest, \`node_modules/foreign/index.d.ts\`, declares 0 of the 11 names that the binary exports
  = help: name both by hand: --dts FILE --binary node_modules/foreign-here/tiny.node

1 error; \`ferrotype explain FT6012\` tells more
`);
  });

  test.each([
    [
      "passes-on",
      'const { keys, pick } = require("passes-on-here");\nmodule.exports = { keys, pick };\n',
    ],
    ["throws", "throw new Error('not today');\n"],
    ["ends-early", "process.exit(0);\n"],
  ])("that %s what is not there", (name, script) => {
    expect(codes(["--package", install(name, script)])).toEqual(["FT4001 keys"]);
  });
});

describe("a binary that cannot be loaded", () => {
  test("is no binary", () => {
    const file = place.write("text.node", "not a binary");
    const run = place.run(["verify", "--quiet", ...types(), "--binary", file]);
    expect(run).toMatchObject({ code: 1, err: "" });
    expect(run.out).toMatch(/^error\[FT4012\]: `text\.node` is no native addon: /u);
  });

  test("is for another platform", () => {
    // The header of a 64-bit Mach-O library for arm64.
    const header = Buffer.alloc(32);
    [0xfeedfacf, 0x0100000c, 0, 6].forEach((word, index) => header.writeUInt32LE(word, 4 * index));
    const file = place.write("other.node", header);
    const { out, code } = place.run(["verify", "--quiet", ...types(), "--binary", file]);
    expect(code).toBe(1);
    expect(out).toContain("error[FT4011]: `other.node` is built for darwin-arm64, and this is ");
    expect(out).toContain("  = help: verify it there, or leave it out by --no-load\n");
    const unloaded = place.run(["verify", ...source(), "--binary", file, "--no-load"]);
    expect(unloaded.out).toContain("error[FT6014]: `other.node` carries no stamp");
  });
});
