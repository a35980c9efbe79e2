/** The package that is generated from the torture addon: it compiles, it loads, and what napi's d.ts gets wrong is mended. */
import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { generate } from "../src/generate.js";
import type { Allowance, GeneratedFile, GenerateOptions } from "../src/model/views.js";
import { options } from "./builders.js";
import { openWorkspace, type Compiler, type Workspace } from "./emit-workspace.js";
import { buildTimeoutMs, readTorture, root } from "./torture-addon.js";

const out = "generated/torture";
const allow: readonly Allowance[] = [
  ["FT1004", "disagreements::exports::StrayImpl", "row 12: it is not exported"],
  ["FT1004", "disagreements::exports::Parted", "row 13: the class stays without its methods"],
  ["FT1014", "disagreements::values::BetaClient", "row 15: only the Rust can mend it"],
  ["FT2002", "placement::renamed::takes_renamed", "the source knows what the names stand for"],
  ["FT2002", "types::odd::plain_alias", "the source knows what the name stands for"],
  ["FT2002", "types::promises::takes_writeable_stream", "a stream that is written to"],
  ["FT3006", "placement::two::shape_of_one_again", "the source knows which of the two it is"],
].map(([code = "", at = "", because = ""]) => ({ code, at, because }));

const config: GenerateOptions = {
  ...options,
  out,
  targets: ["linux-x64-gnu", "win32-x64-msvc"],
  leaf: "@ferrotype/torture-<target>",
  envPrefix: "FERROTYPE_TORTURE",
  allow,
};

let workspace: Workspace;
let files: readonly GeneratedFile[];

beforeAll(async () => {
  const torture = await readTorture();
  const generated = generate(torture, config);
  expect(generated.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  files = generated.files;
  workspace = openWorkspace();
  workspace.write(files);
  workspace.install("@ferrotype/torture", out);
  const runtime = join(workspace.folder, "node_modules/@ferrotype/runtime/dist");
  cpSync(join(root, "packages/runtime/dist"), runtime, { recursive: true });
  const native = join(workspace.folder, out, "native");
  mkdirSync(native, { recursive: true });
  copyFileSync(torture.binary, join(native, "torture.linux-x64-gnu.node"));
}, buildTimeoutMs);

afterAll(() => {
  workspace.remove();
});

function text(name: string): string {
  const found = files.find(({ path }) => path === `${out}/${name}`);
  if (found === undefined) throw new Error(`${name} is not generated`);
  return found.text;
}

/** One row: what is tried, and whether TypeScript refuses it. */
const consumer = `
import * as torture from "@ferrotype/torture";
import type { NullableField, ObjectFields, Visited } from "@ferrotype/torture";

// 1: the constant has the name of its attribute.
export const one: number = torture.RENAMED_CONST;
// 2: no alias of a renamed class.
// @ts-expect-error
export type Two = torture.RustClass;
// 3: an enum has no reverse map.
export const three: torture.NumericEnum = torture.NumericEnum.One;
// @ts-expect-error
export const name: unknown = torture.NumericEnum[0];
// 4: a string enum is an object, and its values are its type.
export const four: "Zero" = torture.StringEnum.Zero;
export const five: torture.NoConstructor = torture.NoConstructor.make();
// 5: a class that cannot be made.
// @ts-expect-error
new torture.NoConstructor();
export const fields: torture.Fields = torture.Fields.make();
// 6: a field that cannot be written.
// @ts-expect-error
fields.notWritable = 1;
// 7: all arguments.
export const seven: torture.SkippedArgument = new torture.SkippedArgument(1, 2, "last");
// @ts-expect-error
new torture.SkippedArgument(1, "last");
// 8: the field is wanted.
export const eight: ObjectFields = { fixed: 1, skipped: 2 };
// @ts-expect-error
export const without: ObjectFields = { fixed: 1 };
// 9: null, not undefined.
export const nine: null | number = fields.maybe;
// 10: undefined, not null; and the other way round.
export const ten: ObjectFields = { fixed: 1, skipped: 2, optional: undefined };
// @ts-expect-error
export const wrong: ObjectFields = { fixed: 1, skipped: 2, optional: null };
export const nullable: NullableField = { nullable: null };
// @ts-expect-error
export const empty: NullableField = {};
// 11: it may give nothing.
// @ts-expect-error
export const eleven: number = torture.returnsIfInvalid(1);
// 12: no class that was not meant.
// @ts-expect-error
export type Stray = typeof torture.StrayTask;
// 16: look-alikes are told apart.
torture.takesEmptyA(new torture.EmptyA());
// @ts-expect-error
torture.takesEmptyA(new torture.EmptyB());
// 17: read-only, as declared.
// @ts-expect-error
eight.fixed = 2;
// 18: the union.
export const eighteen: number | string = torture.partlyEqualUnion(1);
// @ts-expect-error
torture.partlyEqualUnion(true);
// Names that napi leaves dangling.
export const renamed: number = torture.takesRenamed(1, torture.aPlainObject());
export const alias: number = torture.plainAlias(1);
export const first: torture.ShapeOne = torture.shapeOfOneAgain();
// Overloads and types of the author's header.
export const overloads: [string, number] = [torture.overloaded("one"), torture.overloaded(1)];
export const visited: Visited = { kind: "hidden" };
torture.parametersAndResult(null, { leave: (_, source) => source.bytesRead > 0 });
`;

test.each<Compiler>(["ts59", "typescript", "ts7"])(
  "every file, its type tests and a consumer compile under %s, and each row is mended",
  (compiler) => {
    writeFileSync(join(workspace.folder, "consumer.ts"), consumer);
    const declarations = files.map(({ path }) => path).filter((path) => /[.-]d\.ts$/u.test(path));
    expect(declarations.length).toBeGreaterThan(40);
    expect(workspace.compile(compiler, [...declarations, "consumer.ts"])).toBe("");
  },
  120_000,
);

describe("the types", () => {
  test.each([
    ["row 1", "disagreements.d.ts", "export declare const RENAMED_CONST: number;"],
    ["row 3", "enums.d.ts", "NumericEnum: {\n  readonly Zero: 0;\n  readonly One: 1;\n};"],
    ["row 4", "enums.d.ts", 'StringEnum: {\n  readonly Zero: "Zero";\n  readonly One: "One";\n};'],
    ["row 5", "disagreements.d.ts", "class NoConstructor {\n  private constructor();"],
    ["row 6", "disagreements.d.ts", "  readonly notWritable: number;"],
    ["row 7", "disagreements.d.ts", "constructor(first: number, skipped: number, last: string);"],
    ["row 9", "disagreements.d.ts", "  maybe: number | null;"],
    ["row 11", "disagreements.d.ts", "returnsIfInvalid(value: number): number | undefined;"],
    ["row 16", "disagreements.d.ts", '"~nominal": "@ferrotype/torture/EmptyA";'],
    ["row 18", "disagreements.d.ts", "partlyEqualUnion(value: number | string): number | string;"],
    ["a pattern", "types.d.ts", "tuplePattern(arg0: [number, number]): number;"],
    ["a symbol", "properties.d.ts", "[Symbol.dispose](): void;"],
    ["another platform", "placement.d.ts", "const onWindows: (() => number) | undefined;"],
    ["the author crate", "author.d.ts", "lengthOfPath(path: string | URL): number;"],
    ["a global type", "names.d.ts", "setOf(value: Set): globalThis.Set<number>;"],
    ["a method called as a word", "names.d.ts", "delete(type: number, of: number): number;"],
    ["the end of a comment", "docs.d.ts", "Closes a comment: `*\\/`, and opens one: `/*`."],
    ["a task", "functions.d.ts", "double(value: number): Promise<number>;"],
    ["a task whose impl comes later", "tasks.d.ts", "ReadonlyArray<number>): Promise<void>;"],
    ["a link to another module", "docs.d.ts", "see {@link LIMIT}."],
    ["a note", "docs.d.ts", '@deprecated use `documented`, "really"'],
    ["overloads", "overrides.d.ts", "overloaded(value: number): number;"],
    ["a statement of an override", "overrides.d.ts", "injects(): Injected;"],
    ["an iterator", "iterators.d.ts", "[Symbol.iterator](): this;"],
  ])("%s stands in %s", (_, file, part) => {
    expect(text(file)).toContain(part);
  });

  test.each([
    ["2: an alias of the Rust name", "RustClass ="],
    ["12: a class of a task", "StrayTask"],
    ["13: methods that are lost", "method(): number"],
    ["14: methods that are not meant to be seen", "notExported"],
    ["a symbol that TypeScript cannot spell", "Symbol.for"],
    ["a static member twice", "static make(): Fields;\n  static make"],
    ["names that are declared nowhere", "Millimetres"],
    ["statements of an override", "string export"],
  ])("there is no %s", (_, part) => {
    expect(files.filter((file) => file.path.endsWith(".d.ts") && file.text.includes(part))).toEqual(
      [],
    );
  });
});

test("it loads, and each row is mended at run time", () => {
  const script = `
    import * as torture from "@ferrotype/torture";
    import { NumericEnum, StringEnum } from "@ferrotype/torture/enums";
    const told = (work) => { try { return ["fine", work()]; } catch (error) { return [error.name, error.message.split("\\n")[0]]; } };
    const { Fields, NoConstructor, SkippedArgument } = torture;
    console.log(JSON.stringify({
      1: [torture.RENAMED_CONST, "RUST_CONST" in torture],
      2: "RustClass" in torture,
      3: [Object.keys(NumericEnum), NumericEnum[0] ?? null, Object.isFrozen(NumericEnum)],
      4: [StringEnum, torture.StringEnum === StringEnum],
      5: [NoConstructor.make() instanceof NoConstructor, told(() => new NoConstructor())[0]],
      6: told(() => { Fields.make().notWritable = 1; })[0],
      7: new SkippedArgument(1, 2, "last").last,
      8: torture.throughObjectFields({ fixed: 1, skipped: 2 }),
      9: Fields.make().maybe,
      11: told(() => torture.returnsIfInvalid("text"))[1] ?? null,
      12: ["StrayTask" in torture, "StrayImpl" in torture, "SumTask" in torture],
      18: torture.partlyEqualUnion("text"),
      count: Object.keys(torture).length > 150,
      path: torture.lengthOfPath(new URL("file:///four")),
      countUp: await torture.countUp(4, { step: 2 }),
      aborted: await torture.countUp(4, { signal: AbortSignal.abort() }).catch((error) => error.name),
      iterated: [...new torture.Countdown(3)],
      words: [new torture.Words().delete(1, 2), torture.Words.length(), torture.größe(), torture.$dollar()],
      windows: torture.onWindows ?? null,
    }));
  `;
  writeFileSync(join(workspace.folder, "rows.mjs"), script);
  const run = spawnSync(process.execPath, ["rows.mjs"], {
    cwd: workspace.folder,
    encoding: "utf8",
  });
  expect(run.status, run.stderr).toBe(0);
  expect(JSON.parse(run.stdout)).toEqual({
    1: [3, false],
    2: false,
    3: [["Zero", "One"], null, true],
    4: [{ Zero: "Zero", One: "One" }, true],
    5: [true, "TypeError"],
    6: "TypeError",
    7: "last",
    8: { fixed: 1, skipped: 2 },
    9: null,
    11: null,
    12: [false, false, false],
    18: "text",
    count: true,
    path: 5,
    countUp: 6,
    aborted: "AbortError",
    iterated: [2, 1, 0],
    words: [3, 3, 4, 5],
    windows: null,
  });
});
