/** Changes of what functions return, and of their overloads. */
import type { TsType } from "../src/model/type.js";
import { brand, but, cases, fn, type Case } from "./diff-cases.js";
import {
  buffer,
  global,
  item,
  keyword,
  list,
  literal,
  number,
  parameter,
  promise,
  readonlyList,
  runtime,
  signature,
  string,
  union,
} from "./surface-builders.js";

const path = parameter("path", string);
const boolean = keyword("boolean");
const none = keyword("null");
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
const read = (returns: TsType) => fn("read", [path], returns);
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

export const resultCases: readonly Case[] = [
  ...cases("breaking", [
    [
      "a result is widened",
      read(string),
      read(union(string, none)),
      "result-widened",
      `import { read } from "addon"; read("x").length;`,
    ],
    [
      "the value of a promise is widened",
      read(promise(string)),
      read(promise(union(string, none))),
      "result-widened",
      `import { read } from "addon"; (await read("x")).length;`,
    ],
    [
      "elements of a result are widened",
      read(list(string)),
      read(list(union(string, number))),
      "result-widened",
      `import { read } from "addon"; read("x").map((one) => one.length);`,
    ],
    [
      "a result becomes readonly",
      read(list(string)),
      read(readonlyList(string)),
      "result-widened",
      `import { read } from "addon"; read("x").push("y");`,
    ],
    [
      "a returned function takes less",
      read(callback([union(string, number)], keyword("void"))),
      read(callback([string], keyword("void"))),
      "result-widened",
      `import { read } from "addon"; read("x")(1);`,
    ],
    [
      "a literal of a result is gone",
      read(union(literal("on"), literal("off"))),
      read(literal("on")),
      "result-widened",
      `import { read } from "addon"; if (read("x") === "off") throw new Error();`,
    ],
    [
      "a result loses an optional field",
      read(object(["a", number], ["b", number, true])),
      read(object(["a", number])),
      "result-widened",
      `import { read } from "addon"; read("x").b;`,
    ],
    [
      "an any result gets a type",
      read(keyword("any")),
      read(string),
      "result-widened",
      `import { read } from "addon"; read("x").anything.goes;`,
    ],
    [
      "a promise of nothing gives something",
      read(promise(keyword("void"))),
      read(promise(string)),
      "result-widened",
      `import { read } from "addon"; const jobs: Promise<void>[] = [read("x")]; void jobs;`,
    ],
    [
      "rows become a plain list",
      read(runtime("RowSet", object(["a", number]))),
      read(list(object(["a", number]))),
      "result-widened",
      `import { read } from "addon"; read("x").column("a");`,
    ],
    [
      "sync becomes async",
      read(string),
      read(promise(string)),
      "became-async",
      `import { read } from "addon"; read("x").length;`,
    ],
    [
      "async becomes sync",
      read(promise(string)),
      read(string),
      "became-sync",
      `import { read } from "addon"; read("x").then((text) => text);`,
    ],
    [
      "a type parameter is added",
      but(fn("parse", []), { overloads: [signature([], keyword("unknown"), {}, null)] }),
      but(fn("parse", []), { overloads: [signature([], keyword("unknown"), {}, "T")] }),
      "type-parameters-changed",
      `import { parse } from "addon"; const same: { f: () => unknown } = { f: parse }; void same;`,
      "only written type arguments show it, and there were none",
    ],
    [
      "an overload is removed",
      but(fn("get", []), { overloads: [signature([path], string), signature([], number)] }),
      but(fn("get", []), { overloads: [signature([path], string)] }),
      "overload-removed",
      `import { get } from "addon"; get();`,
    ],
  ]),
  ...cases("minor", [
    [
      "a result is narrowed",
      read(union(string, none)),
      read(string),
      "result-narrowed",
      `import { read } from "addon"; read("x")?.length;`,
    ],
    [
      "bytes become a Buffer",
      read(global("Uint8Array")),
      read(buffer),
      "result-narrowed",
      `import { read } from "addon"; read("x").byteLength;`,
    ],
    [
      "a result gets a field",
      read(object(["a", number])),
      read(object(["a", number], ["b", boolean])),
      "result-narrowed",
      `import { read } from "addon"; read("x").a;`,
    ],
    [
      "a result gets a brand",
      [id, read(number)],
      [id, read(item("Id"))],
      "result-branded",
      `import { read } from "addon"; read("x").toFixed();`,
    ],
    [
      "nothing becomes something",
      read(keyword("void")),
      read(number),
      "result-added",
      `import { read } from "addon"; read("x"); const done: (path: string) => void = read; void done;`,
    ],
    [
      "an overload is added",
      but(fn("get", []), { overloads: [signature([path], string)] }),
      but(fn("get", []), { overloads: [signature([path], string), signature([], number)] }),
      "overload-added",
      `import { get } from "addon"; get("x").length;`,
    ],
  ]),
];
