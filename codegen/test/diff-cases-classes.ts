/** Changes of classes: the constructor, methods, properties. */
import { cases, cls, fn, type Case } from "./diff-cases.js";
import {
  item,
  keyword,
  member,
  number,
  parameter,
  signature,
  string,
  union,
} from "./surface-builders.js";

const none = keyword("null");
const method = (name: string) => member("method", name, signature([], number));
const fixed = (name: string) => member("static", name, signature([], number));
const getter = (type = string) => member("getter", "label", type);
const setter = (type = string) =>
  member("setter", "label", signature([parameter("label", type)], keyword("void")));
const variable = member("field", "label", string);
const use = (text: string): string => `import { make, Box } from "addon"; void Box; ${text}`;
/** A class that can be had, though it cannot be made. */
const box = (...members: Parameters<typeof cls>[1]) => [
  cls("Box", members),
  fn("make", [], item("Box")),
];

export const classCases: readonly Case[] = [
  ...cases("breaking", [
    [
      "a constructor is removed",
      cls("Box", [], []),
      cls("Box", []),
      "constructor-removed",
      `import { Box } from "addon"; new Box();`,
    ],
    [
      "a constructor wants more",
      cls("Box", [], []),
      cls("Box", [], [parameter("size", number)]),
      "parameter-required-added",
      `import { Box } from "addon"; new Box();`,
    ],
    ["a member is removed", box(method("open")), box(), "member-removed", use("make().open();")],
    [
      "a method is made static",
      box(method("open")),
      box(fixed("open")),
      "member-made-static",
      use("make().open();"),
    ],
    [
      "a static is made a method",
      box(fixed("open")),
      box(method("open")),
      "member-made-instance",
      use("Box.open();"),
    ],
    [
      "a method becomes a getter",
      box(method("label")),
      box(getter(number)),
      "member-kind-changed",
      use("make().label();"),
    ],
    [
      "a getter loses its setter",
      box(getter(), setter()),
      box(getter()),
      "setter-removed",
      use(`make().label = "x";`),
    ],
    [
      "a field of a class becomes readonly",
      box(variable),
      box({ ...variable, readonly: true }),
      "setter-removed",
      use(`make().label = "x";`),
    ],
    [
      "a setter loses its getter",
      box(getter(), setter()),
      box(setter()),
      "getter-removed",
      use("make().label.length;"),
      "the type of a setter alone is also that of what is read",
    ],
    [
      "a getter is widened",
      box(getter()),
      box(getter(union(string, none))),
      "property-widened",
      use("make().label.length;"),
    ],
    [
      "a setter takes less",
      box(getter(), setter(union(string, number))),
      box(getter(), setter()),
      "property-takes-less",
      use("make().label = 1;"),
    ],
    [
      "a method is narrowed",
      box(member("method", "put", signature([parameter("x", union(string, number))], none))),
      box(member("method", "put", signature([parameter("x", string)], none))),
      "parameter-narrowed",
      use("make().put(1);"),
    ],
  ]),
  ...cases("minor", [
    [
      "a constructor is added",
      cls("Box", []),
      cls("Box", [], []),
      "constructor-added",
      `import { Box } from "addon"; void Box;`,
    ],
    ["a member is added", box(), box(method("open")), "member-added", use("make();")],
    [
      "a getter gets a setter",
      box(getter()),
      box(getter(), setter()),
      "setter-added",
      use("make().label.length;"),
    ],
    [
      "a setter gets a getter",
      box(setter()),
      box(getter(), setter()),
      "getter-added",
      use(`make().label = "x";`),
    ],
    [
      "a getter is narrowed",
      box(getter(union(string, none))),
      box(getter()),
      "property-narrowed",
      use("make().label?.length;"),
    ],
    [
      "a setter takes more",
      box(getter(), setter()),
      box(getter(), setter(union(string, number))),
      "property-takes-more",
      use(`make().label = "x";`),
    ],
  ]),
];
