/** Changes of what functions take. */
import type { TsType } from "../src/model/type.js";
import { brand, but, cases, enumOf, fn, shape, type Case } from "./diff-cases.js";
import {
  both,
  buffer,
  field,
  global,
  item,
  keyword,
  list,
  literal,
  number,
  optional,
  parameter,
  promise,
  readonlyList,
  runtime,
  signature,
  string,
  union,
} from "./surface-builders.js";

const path = parameter("path", string);
const none = keyword("null");
const cancellable = runtime("Cancellable");
const callback = (parameters: readonly TsType[], returns: TsType): TsType => ({
  kind: "function",
  parameters: parameters.map((type, index) => ({
    name: `arg${index}`,
    type,
    optional: false,
    rest: false,
  })),
  returns,
});
const ranged = (name: string) =>
  but(fn("seek", []), {
    overloads: [
      signature([parameter("at", number)], number, {
        parameters: [{ name: "at", optional: false, check: { kind: "primitive", name } }],
      }),
    ],
  });
const take = (type: TsType) => fn("take", [parameter("value", type)]);
const callWith = (argument: string): string => `import { take } from "addon"; take(${argument});`;
const options = shape("Options", "in", [field("depth", number, { optional: true })]);
const object = (...names: readonly [name: string, type: TsType, optional?: boolean][]): TsType => ({
  kind: "object",
  fields: names.map(([name, type, isOptional = false]) => ({
    name,
    type,
    optional: isOptional,
    readonly: false,
  })),
});
const id = brand("Id", number, true);

export const parameterCases: readonly Case[] = [
  ...cases("breaking", [
    [
      "a required parameter is added",
      fn("open", [path]),
      fn("open", [path, parameter("mode", number)]),
      "parameter-required-added",
      `import { open } from "addon"; open("x");`,
    ],
    [
      "an optional parameter is inserted, types differ",
      fn("open", [path, optional("mode", number)]),
      fn("open", [path, optional("flags", string), optional("mode", number)]),
      "parameter-inserted",
      `import { open } from "addon"; open("x", 1);`,
    ],
    [
      "an optional parameter is inserted, types agree",
      fn("open", [path, optional("user", string)]),
      fn("open", [path, optional("group", string), optional("user", string)]),
      "parameter-inserted",
      `import { open } from "addon"; open("x", "root");`,
      "the argument has the type of the one that takes its place",
    ],
    [
      "a parameter is removed",
      fn("open", [path, optional("mode", number)]),
      fn("open", [path]),
      "parameter-removed",
      `import { open } from "addon"; open("x", 1);`,
    ],
    [
      "parameters of different types are swapped",
      fn("open", [path, parameter("mode", number)]),
      fn("open", [parameter("mode", number), path]),
      "parameters-reordered",
      `import { open } from "addon"; open("x", 1);`,
    ],
    [
      "parameters of one type are swapped",
      fn("copy", [parameter("from", string), parameter("to", string)]),
      fn("copy", [parameter("to", string), parameter("from", string)]),
      "parameters-reordered",
      `import { copy } from "addon"; copy("a", "b");`,
      "both have one type",
    ],
    [
      "an optional parameter is made required",
      fn("open", [optional("mode", number)]),
      fn("open", [parameter("mode", number)]),
      "parameter-made-required",
      `import { open } from "addon"; open();`,
    ],
    [
      "a parameter is narrowed",
      take(union(string, number)),
      take(string),
      "parameter-narrowed",
      callWith("1"),
    ],
    [
      "a parameter loses null",
      take(union(string, none)),
      take(string),
      "parameter-narrowed",
      callWith("null"),
    ],
    [
      "a parameter gets another type",
      take(string),
      take(buffer),
      "parameter-narrowed",
      callWith(`"x"`),
    ],
    [
      "elements of a list are narrowed",
      take(list(union(string, number))),
      take(list(string)),
      "parameter-narrowed",
      callWith("[1]"),
    ],
    [
      "a readonly list becomes mutable",
      take(readonlyList(string)),
      take(list(string)),
      "parameter-narrowed",
      `import { take } from "addon"; export const f = (names: readonly string[]): void => take(names);`,
    ],
    [
      "what a callback gets is widened",
      take(callback([string], keyword("void"))),
      take(callback([union(string, none)], keyword("void"))),
      "parameter-narrowed",
      callWith("(text: string) => text.length"),
    ],
    [
      "what a callback gives is narrowed",
      take(callback([], union(string, number))),
      take(callback([], string)),
      "parameter-narrowed",
      callWith("() => 1"),
    ],
    [
      "a callback gets an argument less",
      take(callback([string, number], keyword("void"))),
      take(callback([string], keyword("void"))),
      "parameter-narrowed",
      callWith("(text: string, line: number) => { text.repeat(line); }"),
    ],
    [
      "values of a record are narrowed",
      take(global("Record", string, union(string, number))),
      take(global("Record", string, string)),
      "parameter-narrowed",
      callWith("{ a: 1 }"),
    ],
    [
      "an inline object loses an optional field",
      take(object(["a", number, true], ["b", number, true])),
      take(object(["a", number, true])),
      "parameter-narrowed",
      callWith("{ a: 1, b: 2 }"),
    ],
    [
      "an inline object wants a field more",
      take(object(["a", number])),
      take(object(["a", number], ["b", number])),
      "parameter-narrowed",
      callWith("{ a: 1 }"),
    ],
    [
      "an input wants the brand",
      [id, take(number)],
      [id, take(item("Id"))],
      "parameter-branded",
      callWith("7"),
    ],
    [
      "the range of a number is narrowed",
      ranged("f64"),
      ranged("u32"),
      "parameter-range-narrowed",
      `import { seek } from "addon"; seek(-1.5);`,
      "both are `number`; the binary throws",
    ],
    [
      "a rest parameter becomes one argument",
      fn("join", [parameter("parts", list(string), { rest: true })]),
      fn("join", [parameter("parts", string)]),
      "parameter-rest-removed",
      `import { join } from "addon"; join("a", "b");`,
    ],
    [
      "cancellation is taken away, of an argument of its own",
      fn("load", [path, optional("options", cancellable)], promise(string)),
      fn("load", [path], promise(string)),
      "cancellation-removed",
      `import { load } from "addon"; load("x", { signal: AbortSignal.timeout(1) });`,
    ],
    [
      "cancellation is taken away, of an options object",
      [options, fn("load", [optional("options", both(item("Options"), cancellable))])],
      [options, fn("load", [optional("options", item("Options"))])],
      "cancellation-removed",
      `import { load } from "addon"; load({ depth: 1, signal: AbortSignal.timeout(1) });`,
    ],
  ]),
  ...cases("minor", [
    [
      "an optional parameter is added at the end",
      fn("open", [path]),
      fn("open", [path, optional("mode", number)]),
      "parameter-added",
      `import { open } from "addon"; open("x");`,
    ],
    [
      "a parameter is made optional",
      fn("open", [parameter("mode", number)]),
      fn("open", [optional("mode", number)]),
      "parameter-made-optional",
      `import { open } from "addon"; open(1);`,
    ],
    [
      "a parameter is widened",
      take(string),
      take(union(string, global("URL"))),
      "parameter-widened",
      callWith(`"x"`),
    ],
    [
      "a list becomes readonly where it goes in",
      take(list(string)),
      take(readonlyList(string)),
      "parameter-widened",
      callWith(`["x"]`),
    ],
    [
      "an enum is spelled as its values and more",
      [enumOf("Mode", { Fast: "fast" }), take(item("Mode"))],
      [enumOf("Mode", { Fast: "fast" }), take(union(literal("fast"), literal("slow")))],
      "parameter-widened",
      `import { Mode, take } from "addon"; take(Mode.Fast);`,
    ],
    [
      "what a callback gets is narrowed",
      take(callback([union(string, none)], keyword("void"))),
      take(callback([string], keyword("void"))),
      "parameter-widened",
      callWith("(text: string | null) => { void text; }"),
    ],
    [
      "a callback gets another argument",
      take(callback([string], keyword("void"))),
      take(callback([string, number], keyword("void"))),
      "parameter-widened",
      callWith("(text: string) => { void text; }"),
    ],
    [
      "an input no longer wants the brand",
      [id, take(item("Id"))],
      [id, take(number)],
      "parameter-widened",
      `import { Id, take } from "addon"; take(Id(7));`,
    ],
    [
      "the range of a number is widened",
      ranged("u32"),
      ranged("f64"),
      "parameter-range-widened",
      `import { seek } from "addon"; seek(1);`,
    ],
    [
      "an argument becomes a rest parameter",
      fn("join", [parameter("parts", string)]),
      fn("join", [parameter("parts", list(string), { rest: true })]),
      "parameter-rest-added",
      `import { join } from "addon"; join("a");`,
    ],
    [
      "cancellation is added, as an argument of its own",
      fn("load", [path], promise(string)),
      fn("load", [path, optional("options", cancellable)], promise(string)),
      "cancellation-added",
      `import { load } from "addon"; load("x");`,
    ],
    [
      "cancellation is added, to an options object",
      [options, fn("load", [optional("options", item("Options"))])],
      [options, fn("load", [optional("options", both(item("Options"), cancellable))])],
      "cancellation-added",
      `import { load } from "addon"; load({ depth: 1 });`,
    ],
  ]),
  ...cases("patch", [
    [
      "a parameter has another name",
      fn("open", [path]),
      fn("open", [parameter("file", string)]),
      "parameter-renamed",
      `import { open } from "addon"; open("x");`,
    ],
  ]),
];
