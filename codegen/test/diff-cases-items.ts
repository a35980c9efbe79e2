/** Changes of items as such, of docs, and of the package. */
import type { Surface } from "../src/model/surface.js";
import {
  brand,
  but,
  cases,
  constant,
  enumOf,
  errorOf,
  fn,
  inModule,
  shape,
  surfaceOf,
  type Case,
} from "./diff-cases.js";
import {
  docs,
  item,
  list,
  number,
  optional,
  parameter,
  signature,
  string,
} from "./surface-builders.js";

const limit = (text: string, tag?: string) =>
  but(fn("limit", [optional("count", number)]), {
    docs: docs(text, ...(tag === undefined ? [] : [["default", tag] as [string, string]])),
  });
const call = `import { limit } from "addon"; limit();`;
/** A function that checks that its argument is a value of the enum. */
const checked = (name: string, values: readonly number[]) =>
  but(fn(name, []), {
    overloads: [
      signature([parameter("level", item("Level"))], string, {
        parameters: [{ name: "level", optional: false, check: { kind: "enum", values } }],
      }),
    ],
  });
const hashed = (hash: string, algorithm = 1): Surface => ({
  ...surfaceOf([fn("limit", [])]),
  contract: { algorithm, hash, exports: { limit: hash } },
});
const lacking = (...missingOn: string[]) => but(fn("limit", []), { missingOn });

const thrown: [string, string] = ["throws", "{@link IoErrorCode} `E1`"];

export const itemCases: readonly Case[] = [
  ...cases("breaking", [
    ["an item is removed", fn("limit", []), surfaceOf([]), "item-removed", call],
    [
      "an item is renamed",
      fn("limit", [optional("count", number)]),
      fn("bound", [optional("count", number)]),
      ["item-renamed", "item-added"],
      call,
    ],
    [
      "a function is renamed, and an enum that it takes gets a value",
      [enumOf("Level", { Low: 0 }), checked("levelName", [0])],
      [enumOf("Level", { Low: 0, Top: 1 }), checked("nameOfLevel", [0, 1])],
      ["item-renamed", "item-added", "enum-value-accepted"],
      `import { Level, levelName } from "addon"; levelName(Level.Low);`,
    ],
    [
      "a type is renamed, and its mentions with it",
      [shape("Options", "in", []), fn("run", [parameter("options", item("Options"))])],
      [shape("RunOptions", "in", []), fn("run", [parameter("options", item("RunOptions"))])],
      ["item-renamed", "item-added"],
      `import { type Options, run } from "addon"; export const f = (o: Options): void => run(o);`,
    ],
    [
      "an error is no longer told to be thrown in a module",
      [
        errorOf("IoError", "E1"),
        ...inModule("fs", but(fn("read", []), { docs: docs("", thrown) }), fn("write", [])),
      ],
      [errorOf("IoError", "E1"), ...inModule("fs", fn("read", []), fn("write", []))],
      ["item-moved", "docs-changed"],
      `import { isIoError, read } from "addon/fs"; read(); isIoError(null);`,
    ],
    [
      "an item becomes something else",
      fn("limit", []),
      constant("limit", number),
      "item-kind-changed",
      call,
    ],
    [
      "an item moves to another module",
      inModule("fs", fn("limit", [])),
      inModule("path", fn("limit", [])),
      "item-moved",
      `import { limit } from "addon/fs"; limit();`,
    ],
    [
      "an enum is no longer used by a module",
      [
        ...inModule("fs", fn("set", [parameter("mode", item("Mode"))])),
        ...inModule("mode", enumOf("Mode", { A: "a" })),
      ],
      [
        ...inModule("fs", fn("set", [parameter("mode", string)])),
        ...inModule("mode", enumOf("Mode", { A: "a" })),
      ],
      ["item-moved", "parameter-widened"],
      `import { Mode, set } from "addon/fs"; set(Mode.A);`,
    ],
    ["an item is missing on a target", lacking(), lacking("darwin-arm64"), "became-missing", call],
    [
      "an item is missing on another target",
      lacking("darwin-arm64"),
      lacking("darwin-arm64", "linux-x64-gnu"),
      "missing-on-more",
      `import { limit } from "addon"; limit?.();`,
      "it could be undefined before",
    ],
    [
      "another default",
      limit("", "`3`"),
      limit("", "`4`"),
      "default-changed",
      call,
      "what is done without it is the binary's",
    ],
    [
      "the package is renamed",
      surfaceOf([fn("limit", [])]),
      surfaceOf([fn("limit", [])], { name: "@case/other" }),
      "package-renamed",
      call,
      "the name is the one of the import itself",
    ],
    [
      "a target is dropped",
      surfaceOf([fn("limit", [])]),
      surfaceOf([fn("limit", [])], { targets: ["linux-x64-gnu"] }),
      "target-removed",
      call,
      "types are the same everywhere",
    ],
    [
      "another prefix of variables",
      surfaceOf([fn("limit", [])]),
      surfaceOf([fn("limit", [])], { envPrefix: "OTHER" }),
      "prefix-changed",
      call,
      "it is the environment",
    ],
  ]),
  ...cases("minor", [
    [
      "an item is added",
      fn("limit", []),
      [
        fn("limit", []),
        fn(
          "other",
          [list(string)].map((type) => parameter("x", type)),
        ),
      ],
      "item-added",
      call,
    ],
    [
      "an item of the index is also in a module",
      fn("limit", []),
      surfaceOf(inModule("fs", fn("limit", []))),
      "entry-added",
      call,
    ],
    [
      "an item is there on another target",
      lacking("darwin-arm64", "linux-x64-gnu"),
      lacking("linux-x64-gnu"),
      "missing-on-fewer",
      `import { limit } from "addon"; limit?.();`,
    ],
    [
      "an item is there on every target",
      lacking("darwin-arm64"),
      lacking(),
      ["missing-on-fewer", "no-longer-missing"],
      `import { limit } from "addon"; limit?.();`,
    ],
    [
      "a target is added",
      surfaceOf([fn("limit", [])]),
      surfaceOf([fn("limit", [])], { targets: ["linux-x64-gnu", "darwin-arm64", "darwin-x64"] }),
      "target-added",
      call,
    ],
  ]),
  ...cases("patch", [
    ["other documentation", limit("Limits."), limit("Sets the limit."), "docs-changed", call],
    [
      "a default is told for the first time",
      limit("Limits."),
      limit("Limits.", "3"),
      "docs-changed",
      call,
    ],
    [
      "an item is deprecated",
      limit(""),
      but(limit(""), { docs: docs("", ["deprecated", "use bound"]) }),
      "deprecated",
      call,
    ],
    [
      "an item is no longer deprecated",
      but(limit(""), { docs: docs("", ["deprecated", ""]) }),
      limit(""),
      "undeprecated",
      call,
    ],
    [
      "a brand is made strict",
      brand("Id", number),
      brand("Id", number, true),
      "brand-made-strict",
      `import { Id } from "addon"; Id(1);`,
    ],
    [
      "a brand is made loose",
      brand("Id", number, true),
      brand("Id", number),
      "brand-made-loose",
      `import { Id } from "addon"; Id(1);`,
    ],
    [
      "another licence",
      surfaceOf([fn("limit", [])]),
      surfaceOf([fn("limit", [])], { license: "Apache-2.0" }),
      "license-changed",
      call,
    ],
    [
      "another algorithm of the contract",
      hashed("1"),
      hashed("2", 2),
      "contract-algorithm-changed",
      call,
    ],
    [
      "another Rust type beneath the same TypeScript",
      hashed("1"),
      hashed("2"),
      "contract-changed",
      call,
    ],
    [
      "what is internal is removed",
      [fn("limit", []), but(fn("hidden", []), { docs: docs("", ["internal", ""]) })],
      fn("limit", []),
      "item-removed",
      call,
    ],
  ]),
];
