/** Changes of interfaces, by the way in which they cross. */
import { cases, fn, shape, type Case } from "./diff-cases.js";
import { field, item, keyword, number, parameter, string, union } from "./surface-builders.js";

const none = keyword("null");
const into = (...fields: Parameters<typeof shape>[2]) => [
  shape("Options", "in", fields),
  fn("run", [parameter("options", item("Options"))]),
];
const outOf = (...fields: Parameters<typeof shape>[2]) => [
  shape("Info", "out", fields),
  fn("info", [], item("Info")),
];
const around = (...fields: Parameters<typeof shape>[2]) => [
  shape("Pair", "both", fields),
  fn("turn", [parameter("pair", item("Pair"))], item("Pair")),
];
const run = (text: string): string => `import { run } from "addon"; run(${text});`;
const info = (text: string): string => `import { info } from "addon"; ${text};`;
const turn = (text: string): string => `import { turn } from "addon"; ${text};`;

export const interfaceCases: readonly Case[] = [
  ...cases("breaking", [
    [
      "an option is required",
      into(),
      into(field("depth", number)),
      "field-required-added",
      run("{}"),
    ],
    [
      "an option is made required",
      into(field("depth", number, { optional: true })),
      into(field("depth", number)),
      "option-made-required",
      run("{}"),
    ],
    [
      "an option is removed",
      into(field("depth", number, { optional: true }), field("all", string)),
      into(field("all", string)),
      "field-removed",
      run(`{ depth: 1, all: "x" }`),
    ],
    [
      "an option is narrowed",
      into(field("depth", union(number, string))),
      into(field("depth", number)),
      "option-narrowed",
      run(`{ depth: "x" }`),
    ],
    [
      "a field of a result is removed",
      outOf(field("size", number)),
      outOf(),
      "field-removed",
      info("info().size"),
    ],
    [
      "a field of a result can be absent",
      outOf(field("size", number)),
      outOf(field("size", number, { optional: true })),
      "field-made-optional",
      info("info().size.toFixed()"),
    ],
    [
      "a field of a result is widened",
      outOf(field("size", number)),
      outOf(field("size", union(number, none))),
      "field-widened",
      info("info().size.toFixed()"),
    ],
    [
      "a field becomes readonly",
      outOf(field("size", number)),
      outOf(field("size", number, { readonly: true })),
      "readonly-added",
      info("info().size = 1"),
    ],
    [
      "a field that goes both ways is widened",
      around(field("a", number)),
      around(field("a", union(number, none))),
      "field-changed",
      turn("turn({ a: 1 }).a.toFixed()"),
    ],
    [
      "a field that goes both ways is narrowed",
      around(field("a", union(number, none))),
      around(field("a", number)),
      "field-changed",
      turn("turn({ a: null })"),
    ],
    [
      "a field that goes both ways is added",
      around(),
      around(field("a", number)),
      "field-required-added",
      turn("turn({})"),
    ],
    [
      "a field that goes both ways can be absent",
      around(field("a", number)),
      around(field("a", number, { optional: true })),
      "field-made-optional",
      turn("turn({ a: 1 }).a.toFixed()"),
    ],
  ]),
  ...cases("minor", [
    [
      "an option is added",
      into(),
      into(field("depth", number, { optional: true })),
      "option-added",
      run("{}"),
    ],
    [
      "an option is made optional",
      into(field("depth", number)),
      into(field("depth", number, { optional: true })),
      "option-made-optional",
      run("{ depth: 1 }"),
    ],
    [
      "an option is widened",
      into(field("depth", number)),
      into(field("depth", union(number, string))),
      "option-widened",
      run("{ depth: 1 }"),
    ],
    [
      "a field of a result is added",
      outOf(),
      outOf(field("size", number)),
      "field-added",
      info("void info()"),
    ],
    [
      "a field of a result is always there",
      outOf(field("size", number, { optional: true })),
      outOf(field("size", number)),
      "field-always-there",
      info("info().size?.toFixed()"),
    ],
    [
      "a field of a result is narrowed",
      outOf(field("size", union(number, none))),
      outOf(field("size", number)),
      "field-narrowed",
      info("info().size?.toFixed()"),
    ],
    [
      "a field is no longer readonly",
      outOf(field("size", number, { readonly: true })),
      outOf(field("size", number)),
      "readonly-removed",
      info("info().size"),
    ],
    [
      "a field that goes both ways can be given",
      around(),
      around(field("a", number, { optional: true })),
      "option-added",
      turn("turn({})"),
    ],
  ]),
];
