/** Documents of any shape come out as prettier's own printer lays them out. */
import { builders, printer } from "prettier/doc";
import { expect, test } from "vitest";

import type { Doc } from "../src/print/document.js";
import { layOutPlain } from "../src/print/layout.js";

const { fill, group, hardline, ifBreak, indent, indentIfBreak, join, line, lineSuffixBoundary } =
  builders;
const { softline } = builders;

let seed = 20261121;

function random(count: number): number {
  seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return (seed >> 8) % count;
}

function makeDoc(depth: number): Doc {
  const inner = (): Doc => makeDoc(depth - 1);
  switch (random(depth <= 0 ? 3 : 14)) {
    case 0:
    case 1:
      return "abcdefghij klm".slice(0, 1 + random(13));
    case 2:
      return [line, line, softline, softline, "", "\u0081\u0090"][random(6)] ?? "";
    case 3:
    case 4:
    case 5:
      return Array.from({ length: 1 + random(6) }, inner);
    case 6:
    case 7:
    case 8:
      return group(inner(), { shouldBreak: random(6) === 0 });
    case 9:
      return indent(inner());
    case 10:
      return random(2) === 0
        ? ifBreak(inner(), inner())
        : { type: "align", n: 2, contents: inner() };
    case 11:
      return random(3) === 0 ? hardline : inner();
    case 12:
      return { type: "label", label: "name", contents: inner() };
    default:
      if (random(3) === 0) return fill(["x", line, "yy", line, "zzzz"]);
      return group([
        indent([softline, join([",", line], [inner(), inner()]), ifBreak(",")]),
        softline,
      ]);
  }
}

/** As assignments are made: what stands right of `=` moves below where it does not fit. */
function makeAssignment(): Doc {
  const id = Symbol("assignment");
  const break_ = group(indent(line), { id });
  const value = indentIfBreak(group(makeDoc(4)), { groupId: id });
  return [group([group(makeDoc(2)), " =", break_, lineSuffixBoundary, value]), ";"];
}

test("documents of any shape", () => {
  let compared = 0;
  for (let count = 0; count < 5_000; count += 1) {
    const doc = random(2) === 0 ? [makeDoc(6), ";"] : makeAssignment();
    const printWidth = 20 + random(60);
    const text = layOutPlain(doc, printWidth);
    if (text === null) continue;
    compared += 1;
    const options = { printWidth, tabWidth: 2, useTabs: false };
    expect(text).toBe(printer.printDocToString(doc, options).formatted);
  }
  expect(compared).toBeGreaterThan(3_000);
});

test("what is not ASCII is left to prettier's printer", () => {
  expect(layOutPlain(group(["表", line, "b"]), 10)).toBe(null);
});
