import { describe, expect, test } from "vitest";

import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { foldDiagnostics } from "../src/diagnostics/fold.js";
import { diagnostic } from "../src/diagnostics/make.js";
import { wrapText } from "../src/diagnostics/wrap.js";

/** Sizes of the blocks. */
function sizes(...messages: readonly string[]): readonly number[] {
  const found = messages.map((message) => diagnostic("FT3001", message));
  return foldDiagnostics(found).map(({ others }) => others.length + 1);
}

describe("folding", () => {
  test("what is said of three things is one block, of two it is not", () => {
    expect(sizes("`a` is gone", "`b` is gone", "`c` is gone")).toEqual([3]);
    expect(sizes("`a` is gone", "`b` is gone")).toEqual([1, 1]);
  });

  test("names made of the subject are part of it", () => {
    expect(sizes("`a` by `impl a`", "`b` by `impl b`", "`c` by `impl c`")).toEqual([3]);
    expect(sizes("`m::to_a` is `toA`", "`n::to_b` is `toB`", "`c` is `c`")).toEqual([3]);
  });

  test("another name, value or help is another thing", () => {
    expect(sizes("`a` is `u8`", "`b` is `u8`", "`c` is `u16`")).toEqual([1, 1, 1]);
    expect(sizes("`a` is 1", "`b` is 2", "`c` is 3")).toEqual([1, 1, 1]);
    const helped = (name: string, help: string): Diagnostic =>
      diagnostic("FT3001", `\`${name}\` is gone`, { help });
    const found = [helped("a", "x"), helped("b", "x"), helped("c", "y")];
    expect(foldDiagnostics(found)).toHaveLength(3);
  });

  test("a block stands where its first finding stood", () => {
    const blocks = foldDiagnostics(
      ["`a` is gone", "`x` is odd", "`b` is gone", "`c` is gone"].map((message) =>
        diagnostic("FT3001", message),
      ),
    );
    expect(
      blocks.map(({ first, others }) => [first.message, others.map(({ name }) => name)]),
    ).toEqual([
      ["`a` is gone", ["b", "c"]],
      ["`x` is odd", []],
    ]);
  });
});

describe("wrapping", () => {
  test("at blanks, further lines indented", () => {
    expect(wrapText("  = help: one two three four five six", 24, "      ")).toEqual([
      "  = help: one two three",
      "      four five six",
    ]);
  });

  test("not without a width, and never below what is legible", () => {
    expect(wrapText("a ".repeat(200), null, "")).toHaveLength(1);
    expect(wrapText("aaaa bbbb cccc dddd eeee ffff", 3, "")).toEqual([
      "aaaa bbbb cccc dddd eeee",
      "ffff",
    ]);
  });

  test("a long word stays whole", () => {
    const path = "x".repeat(80);
    expect(wrapText(`see ${path} there`, 30, " ")).toEqual(["see", ` ${path}`, " there"]);
  });
});
