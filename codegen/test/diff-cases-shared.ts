/** Changes of enums, errors, brands, aliases and constants. */
import type { Item } from "../src/model/surface.js";
import { alias, brand, cases, constant, enumOf, errorOf, fn, type Case } from "./diff-cases.js";
import { item, keyword, literal, number, parameter, string, union } from "./surface-builders.js";

const none = keyword("null");
const run = (text: string): string => `import { run } from "addon"; run(${text});`;
const info = (text: string): string => `import { info } from "addon"; ${text};`;
const modes = (values: Record<string, string>, direction: "in" | "out"): readonly Item[] => [
  enumOf("Mode", values),
  direction === "in" ? fn("set", [parameter("mode", item("Mode"))]) : fn("get", [], item("Mode")),
];
const exhaustive = (type: string, value: string, known: string): string =>
  `import type { ${type} } from "addon"; export function f(x: ${type}): number { switch (x${value}) { ${known} default: x${value} satisfies never; return 0; } }`;

export const sharedCases: readonly Case[] = [
  ...cases("breaking", [
    [
      "an enum that comes out gets a value",
      modes({ A: "a" }, "out"),
      modes({ A: "a", B: "b" }, "out"),
      "enum-value-added",
      exhaustive("Mode", "", `case "a": return 1;`),
    ],
    [
      "a value of an enum is removed",
      modes({ A: "a", B: "b" }, "in"),
      modes({ A: "a" }, "in"),
      "enum-value-removed",
      `import { Mode, set } from "addon"; set(Mode.B);`,
    ],
    [
      "a value of an enum changes",
      modes({ A: "a" }, "in"),
      modes({ A: "A" }, "in"),
      "enum-value-changed",
      `import { set } from "addon"; set("a");`,
    ],
    [
      "an error gets a code",
      errorOf("IoError", "E1"),
      errorOf("IoError", "E1", "E2"),
      "error-code-added",
      exhaustive("IoError", ".code", `case "E1": return 1;`),
    ],
    [
      "an error loses a code",
      errorOf("IoError", "E1", "E2"),
      errorOf("IoError", "E1"),
      "error-code-removed",
      `import { isIoError } from "addon"; export const f = (e: unknown): boolean => isIoError(e) && e.code === "E2";`,
    ],
    [
      "a brand gets another base",
      brand("Id", number),
      brand("Id", string, false, "string"),
      "brand-base-changed",
      `import { Id } from "addon"; Id(1);`,
    ],
    [
      "a brand takes a narrower range",
      brand("Id", number, false, "f64"),
      brand("Id", number, false, "u32"),
      "brand-range-narrowed",
      `import { Id } from "addon"; Id(-1);`,
      "both are `number`; the factory throws",
    ],
    [
      "an alias of a result loses a variant",
      [alias("Outcome", union(literal("done"), literal("failed"))), fn("end", [], item("Outcome"))],
      [alias("Outcome", literal("done")), fn("end", [], item("Outcome"))],
      "alias-changed",
      `import { end } from "addon"; if (end() === "failed") throw new Error();`,
    ],
    [
      "an alias gets type parameters",
      alias("Box", string),
      alias("Box", string, "T"),
      "type-parameters-changed",
      `import type { Box } from "addon"; export const x: Box = "x";`,
    ],
    [
      "a constant is widened",
      constant("LIMIT", number),
      constant("LIMIT", union(number, none)),
      "const-changed",
      `import { LIMIT } from "addon"; LIMIT.toFixed();`,
    ],
  ]),
  ...cases("minor", [
    [
      "an enum that goes in gets a value",
      modes({ A: "a" }, "in"),
      modes({ A: "a", B: "b" }, "in"),
      "enum-value-accepted",
      `import { Mode, set } from "addon"; set(Mode.A);`,
    ],
    [
      "a brand takes a wider range",
      brand("Id", number, false, "u32"),
      brand("Id", number, false, "f64"),
      "brand-range-widened",
      `import { Id } from "addon"; Id(1);`,
    ],
    [
      "an alias of an input is widened",
      [alias("Input", string), fn("run", [parameter("input", item("Input"))])],
      [alias("Input", union(string, number)), fn("run", [parameter("input", item("Input"))])],
      "alias-widened-in",
      run(`"x"`),
    ],
    [
      "an alias of a result is narrowed",
      [alias("Outcome", union(string, none)), fn("info", [], item("Outcome"))],
      [alias("Outcome", string), fn("info", [], item("Outcome"))],
      "alias-narrowed-out",
      info("info()?.length"),
    ],
    [
      "a constant is narrowed",
      constant("LIMIT", union(number, none)),
      constant("LIMIT", number),
      "const-narrowed",
      `import { LIMIT } from "addon"; LIMIT?.toFixed();`,
    ],
  ]),
];
