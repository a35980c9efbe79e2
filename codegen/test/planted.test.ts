/** Faults planted in the Rust of a real addon, and in the real views of it, are found with their Rust positions. */
import { beforeAll, describe, expect, test } from "vitest";

import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { generate } from "../src/generate.js";
import type { LoadedExport } from "../src/model/loaded.js";
import type { EditWorkspace, Run } from "./edit-workspace.js";
import {
  declaredAs,
  faultOptions,
  ferrotype,
  lineOf,
  openFaultWorkspace,
  readBuilt,
  type BuiltViews,
} from "./fault-workspace.js";

const search = "addon/src/search.rs";
const paint = "addon/src/paint.rs";
let workspace: EditWorkspace;
let built: BuiltViews;

beforeAll(async () => {
  workspace = await openFaultWorkspace("planted");
  const { status, stdout, stderr } = await ferrotype(workspace, ["generate"]);
  expect(status, stderr + stdout).toBe(0);
  built = await readBuilt(workspace);
}, 600_000);

/** Findings of the real views, but for what is planted; where one is an error, no file is given. */
function find(dts: string, exports: readonly LoadedExport[]): readonly Diagnostic[] {
  const { source, loaded } = built;
  const views = { source, declared: declaredAs(dts), loaded: { ...loaded, exports } };
  const { files, diagnostics } = generate(views, faultOptions);
  const stops = diagnostics.some(({ severity }) => severity === "error");
  expect(files.length === 0).toBe(stops);
  return diagnostics;
}

function placesOf(found: readonly Diagnostic[]): readonly (readonly [string, string])[] {
  return found.map(({ code, primary }) => [
    code,
    primary === null ? "nowhere" : `${primary.file}:${primary.start.line}`,
  ]);
}

/** `file:line` of a Rust text. */
function at(file: string, text: string): string {
  return `${file}:${lineOf(workspace.read(file), text)}`;
}

test("nothing planted, nothing found", () => {
  expect(find(built.dts, built.loaded.exports)).toEqual([]);
});

describe("planted in the d.ts of a build", () => {
  test.each([
    [
      "a const enum",
      "declare enum Color",
      "declare const enum Color",
      "FT2005",
      paint,
      "pub enum Color",
    ],
    [
      "a dangling name of a parameter",
      "options?: DrawOptions",
      "options?: Ghost",
      "FT2002",
      paint,
      "pub fn draw",
    ],
    [
      "a dangling name of a result",
      "find(name: string): ThingId",
      "find(name: string): ThingNumber",
      "FT2002",
      search,
      "pub fn find",
    ],
    [
      "a dangling name of a field",
      "color?: Color",
      "color?: Colour",
      "FT2002",
      paint,
      "pub color: Option<Color>",
    ],
    ["a lost item", "export type ThingId = number", "", "FT3001", search, "pub type ThingId"],
    ["a lost member", "  get size(): number\n", "", "FT3008", paint, "pub fn size"],
    [
      "a renamed parameter",
      "draw(times: number",
      "draw(repeat: number",
      "FT3004",
      paint,
      "pub fn draw",
    ],
    ["another value", "'deep-blue'", "'navy'", "FT3007", paint, "DeepBlue"],
  ])("%s", (_, from, to, code, file, rust) => {
    expect(built.dts).toContain(from);
    expect(placesOf(find(built.dts.replace(from, to), built.loaded.exports))).toContainEqual([
      code,
      at(file, rust),
    ]);
  });

  test("what does not parse is told with the line of the d.ts", () => {
    const found = find(
      built.dts.replace("export declare function find(", "export declare function find(("),
      built.loaded.exports,
    );
    expect(found[0]).toMatchObject({
      code: "FT2001",
      primary: { start: { line: lineOf(built.dts, "declare function find(") } },
    });
  });
});

describe("planted in the loaded addon", () => {
  const without = (name: string): readonly LoadedExport[] =>
    built.loaded.exports.filter((one) => one.name !== name);
  const changed = (
    name: string,
    change: (one: LoadedExport) => LoadedExport,
  ): readonly LoadedExport[] =>
    built.loaded.exports.map((one) => (one.name === name ? change(one) : one));

  test.each([
    ["draw", paint, "pub fn draw"],
    ["find", search, "pub fn find"],
    ["Canvas", paint, "pub struct Canvas"],
    ["Color", paint, "pub enum Color"],
  ])("%s is missing at run time: FT4001", (name, file, rust) => {
    expect(placesOf(find(built.dts, without(name)))).toEqual([["FT4001", at(file, rust)]]);
  });

  test("a member is missing, an enum holds another value, a class is a number", () => {
    const noMember = changed("Canvas", (one) => ({ ...one, members: [] }));
    expect(placesOf(find(built.dts, noMember))).toContainEqual([
      "FT4004",
      at(paint, "pub fn size"),
    ]);
    const noValue = changed("Color", (one) => ({
      ...one,
      values: { Red: "red", DeepBlue: "navy" },
    }));
    expect(placesOf(find(built.dts, noValue))[0]?.[0]).toBe("FT4003");
    expect(placesOf(find(built.dts, noValue))[0]?.[1]).toContain(paint);
    const noClass = changed("Canvas", (one) => ({ ...one, kind: "value", valueType: "number" }));
    expect(placesOf(find(built.dts, noClass))).toEqual([
      ["FT4005", at(paint, "pub struct Canvas")],
    ]);
  });

  test("an export that nobody declares is a warning, and the package is written", () => {
    const [like] = built.loaded.exports;
    if (like === undefined) throw new Error("the addon exports nothing");
    const found = find(built.dts, [...built.loaded.exports, { ...like, name: "ghost" }]);
    expect(found).toMatchObject([{ code: "FT4002", severity: "warning", at: "ghost" }]);
  });
});

describe("planted in the Rust", () => {
  const faults = `
/// Names a type that is nowhere.
#[napi(ts_return_type = "Missing")]
pub fn dangling() -> u32 {
    1
}

/// In no d.ts, as its author wants it.
#[napi(skip_typescript)]
pub fn hidden() -> u32 {
    1
}

pub struct CountTask;

#[napi]
impl Task for CountTask {
    type Output = u32;
    type JsValue = u32;

    fn compute(&mut self) -> ::napi::Result<u32> {
        Ok(1)
    }

    fn resolve(&mut self, _: Env, output: u32) -> ::napi::Result<u32> {
        Ok(output)
    }
}

#[napi(module_exports)]
pub fn take_away(mut exports: Object) -> ::napi::Result<()> {
    exports.delete_named_property("draw").map(drop)
}
`;
  const imports = `use ferrotype::napi;
use ::napi::bindgen_prelude::{JsObjectValue, Object};
use ::napi::{Env, Task};`;
  let before: ReadonlyMap<string, string>;
  let run: Run;

  beforeAll(async () => {
    before = workspace.committed();
    workspace.edit(search, (text) => text.replace("use ferrotype::napi;", imports) + faults);
    run = await ferrotype(workspace, ["generate"]);
  }, 120_000);

  test("nothing is written", () => {
    expect(run.status, run.stderr).toBe(1);
    expect(workspace.committed()).toEqual(before);
  });

  test("an override that names nothing: FT2004 with the Rust line and that of the d.ts", () => {
    const place = at(search, '#[napi(ts_return_type = "Missing")]');
    expect(run.stdout).toMatch(
      new RegExp(
        `error\\[FT2004\\]: .*\`Missing\`.*\\n +--> ${place}:26\\n[^]*?::: target/ferrotype/addon/build/index\\.d\\.ts:\\d+:\\d+`,
        "u",
      ),
    );
  });

  test("an export that the addon itself takes away: FT4001 with the Rust line", () => {
    const place = at(paint, "pub fn draw");
    expect(run.stdout).toMatch(
      new RegExp(`error\\[FT4001\\]: \`draw\`.*\\n +--> ${place}:8\\n`, "u"),
    );
  });

  test("a task that leaks as a class: FT4002, as a warning", () => {
    expect(run.stdout).toContain("warning[FT4002]: the loaded addon exports `CountTask`");
    expect(run.stdout).toContain("`#[napi] impl Task for CountTask` exports it");
  });

  test("skip_typescript is no finding", () => {
    expect(run.stdout).not.toContain("hidden");
  });
});
