/** The module process of the surface that the tests emit. */
import type { ClassItem, Item } from "../src/model/surface.js";
import {
  keyword,
  literal,
  item,
  global,
  runtime,
  union,
  both,
  readonlyList,
  string,
  number,
  nothing,
  buffer,
  promise,
  docs,
  origin,
  parameter,
  optional,
  signature,
  field,
  member,
  base,
} from "./surface-builders.js";

const cancellable = runtime("Cancellable");
const check = (name: string) => ({ kind: "primitive", name }) as const;

function processClass(): ClassItem {
  return {
    ...base("Process", "process", "A process of the system.\n\nIt stays when the handle goes."),
    kind: "class",
    construct: null,
    members: [
      member(
        "static",
        "fromPid",
        signature([parameter("pid", number)], item("Process"), {
          parameters: [{ name: "pid", optional: false, check: check("u32") }],
        }),
        "Opens the process with this id.",
      ),
      member("getter", "pid", item("ProcessId"), "Its id."),
      member("getter", "label", string),
      member("setter", "label", signature([parameter("label", string)], nothing)),
      member("field", "exitCode", union(number, keyword("null"))),
      member(
        "method",
        "kill",
        signature([parameter("signal", item("Signal"))], nothing, {
          parameters: [
            { name: "signal", optional: false, check: { kind: "enum", values: ["term", "kill"] } },
          ],
        }),
        "Sends a signal. Ends a comment: */ so.",
      ),
      member("method", "it's odd", signature([], nothing)),
      member("method", "[Symbol.dispose]", signature([], nothing)),
    ],
  };
}

/** Items of the module process. */
export function makeProcessItems(): Item[] {
  return [
    processClass(),
    {
      ...base("Other", "process"),
      kind: "class",
      construct: {
        signature: signature(
          [
            parameter("options", {
              kind: "object",
              fields: [{ name: "a", type: number, optional: true, readonly: false }],
            }),
          ],
          nothing,
          {
            parameters: [{ name: "options", optional: false, check: check("object") }],
          },
        ),
        docs: docs("Makes one."),
        origin: origin("process::new"),
      },
      members: [],
    },
    {
      ...base("PowerAssertion", "process", "Keeps the machine awake."),
      missingOn: ["linux-x64-gnu"],
      kind: "class",
      construct: null,
      members: [
        member(
          "static",
          "acquire",
          signature([parameter("reason", string)], item("PowerAssertion")),
        ),
        member("method", "release", signature([], nothing)),
      ],
    },
    {
      ...base("powerState", "process"),
      docs: docs("How the machine is fed.", ["platform", "win32"]),
      missingOn: ["linux-x64-gnu", "darwin-arm64"],
      kind: "function",
      overloads: [signature([], string)],
    },
    {
      ...base("Signal", "process", "Signal to send."),
      kind: "enum",
      members: [
        {
          name: "Term",
          value: "term",
          docs: docs("Ask politely."),
          origin: origin("process::Term"),
        },
        {
          name: "Kill",
          value: "kill",
          docs: docs("", ["deprecated", "use Term."]),
          origin: origin("process::Kill"),
        },
        { name: "in-between", value: 'a"b', docs: docs(), origin: origin("process::InBetween") },
      ],
    },
    {
      ...base("ProcessId", "process", "Id of a process."),
      kind: "brand",
      base: number,
      check: "u32",
      strict: false,
    },
    {
      ...base("executeCommand", "process", "Runs a command."),
      kind: "function",
      overloads: [
        signature(
          [
            parameter("command", string),
            optional("args", readonlyList(string)),
            optional("cwdOrOptions", union(string, both(item("ExecOptions"), cancellable))),
            optional("timeoutMs", number),
          ],
          promise(buffer),
          {
            async: true,
            cancel: { at: 2, arity: 4 },
            parameters: [{ name: "command", optional: false, check: check("string") }],
          },
        ),
      ],
    },
    {
      ...base("ExecOptions", "process"),
      kind: "interface",
      direction: "in",
      fields: [
        field("cwd", union(string, global("URL")), { optional: true }),
        field("killSignal", item("Signal"), { optional: true }),
      ],
    },
    {
      ...base("Outcome", "process", "How it ended."),
      kind: "alias",
      typeParameters: null,
      type: union(
        {
          kind: "object",
          fields: [
            { name: "type", type: literal("exited"), optional: false, readonly: false },
            { name: "code", type: number, optional: false, readonly: false },
          ],
        },
        {
          kind: "object",
          fields: [
            { name: "type", type: literal("signalled"), optional: false, readonly: false },
            { name: "signal", type: item("Signal"), optional: false, readonly: false },
          ],
        },
      ),
    },
    {
      ...base("Pair", "process"),
      kind: "alias",
      typeParameters: null,
      type: {
        kind: "tuple",
        elements: [
          { name: null, type: number, optional: false },
          { name: null, type: union(string, keyword("null")), optional: false },
        ],
      },
    },
  ];
}
