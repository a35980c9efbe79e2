import { describe, expect, test } from "vitest";

import type { Check, CheckedParameter } from "../src/call/check.js";
import { checked, returnsRows, wrap } from "../src/call/wrap.js";
import { packTable } from "./pack-rows.js";

/** As napi and the author crate throw: an error with a code. */
function refusal(code: string): Error {
  return Object.assign(new Error("napi says no"), { code });
}

function refuse(): never {
  throw refusal("InvalidArg");
}

/** The error of a function with these parameters that refuses these values. */
function errorOf(parameters: readonly CheckedParameter[], ...values: unknown[]): unknown {
  const fn: (...all: unknown[]) => unknown = refuse;
  const wrapped = checked(fn, { name: "f", async: false, parameters });
  try {
    wrapped(...values);
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

class Process {}

const options: Check = {
  "offset?": "u53",
  "mode?": ["enum", "fast", "safe"],
  root: "path",
  "deep?": { names: ["array", "string"] },
};

describe("the first wrong argument is named", () => {
  test.each<readonly [Check, unknown, string]>([
    ["string", 42, "a string, but is 42"],
    ["string", undefined, "a string, but is undefined"],
    ["string", null, "a string, but is null"],
    ["boolean", "yes", 'a boolean, but is "yes"'],
    ["bigint", 1, "a bigint, but is 1"],
    ["function", {}, "a function, but is an object"],
    ["object", "x", 'an object, but is "x"'],
    ["bytes", "x", 'a Buffer or Uint8Array, but is "x"'],
    ["path", 7, "a string or a file: URL, but is 7"],
    ["u32", "7", 'an integer from 0 to 4294967295, but is "7"'],
    ["f64", true, "a finite number, but is true"],
    ["number", 7n, "a number, but is 7n"],
    [["array", "string"], "x", 'an array, but is "x"'],
    [["class", "Process"], {}, "an instance of Process, but is an object"],
    [["class", "Process"], new Map(), "an instance of Process, but is an instance of Map"],
    [["enum", "a", "b", "c"], 1, '"a", "b" or "c", but is 1'],
    [["union", "string", "boolean"], 1, "a string or a boolean, but is 1"],
    [["union", "string", { a: "string" }], 1, "a string or an object, but is 1"],
    [{ a: "string" }, [].values, "an object, but is a function"],
    [{ "a?": "string" }, new Map(), "a plain object, but is an instance of Map"],
    [
      ["union", "path", { "a?": "u8" }],
      [],
      "a string or a file: URL or a plain object, but is an array of 0",
    ],
    [["record", "string"], "x", 'an object, but is "x"'],
  ])("%j for %s", (check, value, text) => {
    expect(
      errorOf(
        [
          ["ok", "any"],
          ["value", check],
        ],
        0,
        value,
      ),
    ).toMatchObject({
      name: "TypeError",
      code: "ERR_INVALID_ARG_TYPE",
      message: `f: argument "value" must be ${text}`,
      cause: expect.objectContaining({ code: "InvalidArg" }) as unknown,
    });
  });

  test.each<readonly [Check, unknown, string]>([
    ["u8", 256, "an integer from 0 to 255, but is 256"],
    ["u16", -1, "an integer from 0 to 65535, but is -1"],
    ["u32", -1, "an integer from 0 to 4294967295, but is -1"],
    ["u32", 1.5, "an integer from 0 to 4294967295, but is 1.5"],
    ["u32", Number.NaN, "an integer from 0 to 4294967295, but is NaN"],
    ["u32", 2 ** 32, "an integer from 0 to 4294967295, but is 4294967296"],
    ["i8", -129, "an integer from -128 to 127, but is -129"],
    ["i16", 2 ** 15, "an integer from -32768 to 32767, but is 32768"],
    ["i32", 2 ** 31, "an integer from -2147483648 to 2147483647, but is 2147483648"],
    ["u53", 2 ** 53, "an integer from 0 to 9007199254740991, but is 9007199254740992"],
    [
      "i53",
      -(2 ** 53),
      "an integer from -9007199254740991 to 9007199254740991, but is -9007199254740992",
    ],
    ["f64", Infinity, "a finite number, but is Infinity"],
    [["union", "string", "u32"], -1, "an integer from 0 to 4294967295, but is -1"],
  ])("%j for %s is a range", (check, value, text) => {
    expect(errorOf([["value", check]], value)).toMatchObject({
      name: "RangeError",
      code: "ERR_OUT_OF_RANGE",
      message: `f: argument "value" must be ${text}`,
    });
  });

  test.each<readonly [Check, unknown, string]>([
    [["enum", "a", "b"], "c", '"a" or "b", but is "c"'],
    [["enum", 0, 1], 2, "0 or 1, but is 2"],
    [
      "path",
      new URL("https://example.com/a"),
      "a string or a file: URL, but is an instance of URL",
    ],
    [
      ["union", "path", { "a?": "u8" }],
      { href: "http:" },
      "a string or a file: URL, but is an object",
    ],
  ])("%j for %s is a value", (check, value, text) => {
    expect(errorOf([["value", check]], value)).toMatchObject({
      name: "TypeError",
      code: "ERR_INVALID_ARG_VALUE",
      message: `f: argument "value" must be ${text}`,
    });
  });

  test.each<readonly [unknown, string]>([
    [{}, '"options.root" must be a string or a file: URL, but is undefined'],
    [
      { root: "/", offset: -1 },
      '"options.offset" must be an integer from 0 to 9007199254740991, but is -1',
    ],
    [{ root: "/", mode: "slow" }, '"options.mode" must be "fast" or "safe", but is "slow"'],
    [{ root: "/", deep: {} }, '"options.deep.names" must be an array, but is undefined'],
    [
      { root: "/", deep: { names: ["a", 1] } },
      '"options.deep.names[1]" must be a string, but is 1',
    ],
    [
      { root: "/", offset: null },
      '"options.offset" must be an integer from 0 to 9007199254740991, but is null',
    ],
  ])("inside objects: %j", (value, text) => {
    expect(errorOf([["options", options]], value)).toMatchObject({
      message: `f: argument ${text}`,
    });
    expect(errorOf([["options", ["union", "string", options]]], value)).toMatchObject({
      message: `f: argument ${text}`,
    });
  });

  test.each<readonly [Check, unknown, string]>([
    [["record", "u8"], { a: 1, b: "x" }, '"env.b" must be an integer from 0 to 255, but is "x"'],
    [["record", "string"], { a: undefined, b: null }, '"env.b" must be a string, but is null'],
    [["record?", "string"], { a: null, "b?": 1 }, '"env["b?"]" must be a string, but is 1'],
    [
      ["record", ["array", { a: "string" }]],
      { "": [{}] },
      '"env[""][0].a" must be a string, but is undefined',
    ],
  ])("inside records: %j for %j", (check, value, text) => {
    expect(errorOf([["env", check]], value)).toMatchObject({ message: `f: argument ${text}` });
  });

  test("a long value is clipped", () => {
    expect((errorOf([["a", "u32"]], "x".repeat(999)) as Error).message).toHaveLength(125);
  });
});

describe("what fits is not to blame", () => {
  test.each<readonly [string, Check, unknown]>([
    ["a", "path", new URL("file:///a")],
    ["a", "bytes", Buffer.alloc(1)],
    ["a", ["class", "Process"], new (class extends Process {})()],
    ["a?", "u32", undefined],
    ["a", options, { root: "/", offset: undefined }],
    ["a", ["array", ["array", "u8"]], [[1], []]],
    ["a", "any", undefined],
    ["a", ["record", "string"], { a: undefined }],
    ["a", ["record?", "string"], { a: null }],
    ["a", { "b?": "u8" }, Object.create(null)],
  ])("%s: %j", (name, check, value) => {
    expect(errorOf([[name, check]], value)).toMatchObject({ message: "napi says no" });
  });

  test("null for an optional one counts only where nothing else is wrong", () => {
    const parameters: CheckedParameter[] = [
      ["a?", "u32"],
      ["b", "string"],
    ];
    expect(errorOf(parameters, null, 1)).toMatchObject({
      message: 'f: argument "b" must be a string, but is 1',
    });
    expect(errorOf(parameters, null, "x")).toMatchObject({
      message: 'f: argument "a" must be an integer from 0 to 4294967295, but is null',
    });
  });
});

describe("which errors are looked at", () => {
  const parameters: CheckedParameter[] = [["a", "string"]];
  const throwing = (error: unknown) =>
    checked(
      (_value: unknown): unknown => {
        throw error;
      },
      { name: "f", async: false, parameters },
    );

  test.each([
    "InvalidArg",
    "StringExpected",
    "BooleanExpected",
    "ERR_INVALID_ARG_TYPE",
    "ERR_OUT_OF_RANGE",
    "ERR_INVALID_ARG_VALUE",
  ])("%s", (code) => {
    expect(() => throwing(refusal(code))(1)).toThrow('f: argument "a" must be a string, but is 1');
  });

  test.each(["ENOENT", "GenericFailure", "ERR_RUST_PANIC"])("not %s", (code) => {
    const error = refusal(code);
    expect(() => throwing(error)(1)).toThrow(error);
  });

  test("a path with a NUL", () => {
    expect(errorOf([["path", "path"]], "a\0b")).toMatchObject({
      name: "TypeError",
      code: "ERR_INVALID_ARG_VALUE",
      message: String.raw`f: argument "path" must be a path without null bytes, but is "a\u0000b"`,
    });
  });

  test("V8's own refusal of undefined is explained, and nothing else of its", () => {
    const takesRoot: readonly CheckedParameter[] = [["options", { root: "path" }]];
    const read = checked((given: { root: string } | undefined) => Object.keys(given as object), {
      name: "f",
      async: false,
      parameters: takesRoot,
    });
    expect(() => read(undefined)).toThrow('f: argument "options" must be an object');
    const broken = checked((_options: object) => Object.keys(null as unknown as object), {
      name: "f",
      async: false,
      parameters: takesRoot,
    });
    expect(() => broken({ root: "/" })).toThrow("Cannot convert undefined or null to object");
  });

  test("not what is no error", () => {
    for (const thrown of [undefined, null, "text"]) {
      let caught: unknown = "nothing";
      try {
        throwing(thrown)(1);
      } catch (error) {
        caught = error;
      }
      expect(caught).toBe(thrown);
    }
  });
});

describe("calls", () => {
  test("arguments, result and this pass, for few and many parameters", () => {
    const fn = function (this: unknown, ...values: unknown[]): unknown {
      return [this, ...values];
    };
    const many = Array.from({ length: 6 }, (_, index): CheckedParameter => [`p${index}`, "any"]);
    const few = checked(fn, { name: "f", async: false, parameters: many.slice(0, 2) });
    const all = checked(fn, { name: "f", async: false, parameters: many });
    const bare = wrap(fn, { name: "f" });
    const self = {};
    expect((few.call(self, 1, 2) as unknown[]).slice(0, 3)).toEqual([self, 1, 2]);
    expect(all.call(self, 1, 2, 3, 4, 5, 6)).toEqual([self, 1, 2, 3, 4, 5, 6]);
    expect(bare.call(self, 1, 2, 3, 4, 5, 6, 7)).toEqual([self, 1, 2, 3, 4, 5, 6, 7]);
    expect((few.call(self) as unknown[])[0]).toBe(self);
  });

  test("the name is the last part of the specification's", () => {
    expect(wrap(() => 1, { name: "fs.readFile" }).name).toBe("readFile");
  });

  test("rows, synchronous and not", async () => {
    const packed = [packTable(1, [{ kind: "u32", values: [7] }]), { total: 1 }];
    const sync = returnsRows((): unknown => packed, ["a"], { async: false });
    const later = returnsRows((): Promise<unknown> => Promise.resolve(packed), ["a"], {
      async: true,
    });
    for (const set of [sync(), await later()]) {
      expect([...(set as Iterable<unknown>)]).toEqual([{ a: 7 }]);
      expect(set).toMatchObject({ length: 1, total: 1 });
    }
  });
});

describe("stacks of synchronous functions", () => {
  const spec = { name: "f", async: false, parameters: [["a", "any"]] as const };
  const functionsIn = (call: () => unknown): readonly string[] => {
    try {
      call();
    } catch (error) {
      const lines = (error as Error).stack?.split("\n").slice(1, 3) ?? [];
      return lines.map((frame) => /at (\w+)/u.exec(frame)?.[1] ?? frame);
    }
    return [];
  };
  /** Without a frame of its own, as functions of addons are. */
  function native(_value: unknown): unknown {
    const error = new SyntaxError("no");
    Error.captureStackTrace(error, native);
    throw error;
  }

  test.each([
    ["few parameters", checked(native, spec)],
    ["rows", wrap(native, { name: "f" })],
  ])("begin at the caller: %s", (_name, parse) => {
    expect(
      functionsIn(function theCaller() {
        return parse("{");
      })[0],
    ).toBe("theCaller");
  });

  test("keep what was called back", () => {
    const map = checked((call: () => unknown): unknown => [1].map(call), spec);
    const frames = functionsIn(() =>
      map(function calledBack() {
        throw new Error("mine");
      }),
    );
    expect(frames[0]).toBe("calledBack");
  });

  test("a program's own form of stacks is left alone", () => {
    const { prepareStackTrace } = Error;
    Error.prepareStackTrace = (_error, sites) => sites.length;
    try {
      expect(() => checked(native, spec)("{")).toThrow(SyntaxError);
    } finally {
      Error.prepareStackTrace = prepareStackTrace;
    }
  });
});

describe("asynchronous functions", () => {
  const spec = { name: "read", async: true, parameters: [["path", "path"]] as const };

  test("wrong arguments reject and never throw", async () => {
    const read = checked((_path: unknown): Promise<unknown> => refuse(), spec);
    const promise = read(7);
    await expect(promise).rejects.toMatchObject({
      code: "ERR_INVALID_ARG_TYPE",
      message: 'read: argument "path" must be a string or a file: URL, but is 7',
    });
  });

  test("so do those that the job finds", async () => {
    const read = checked(
      (_path: unknown): Promise<unknown> => Promise.reject(refusal("ERR_OUT_OF_RANGE")),
      spec,
    );
    await expect(read(7)).rejects.toMatchObject({ code: "ERR_INVALID_ARG_TYPE" });
  });

  /** An error as a job makes it: no frames. */
  function fail(_path?: unknown, _options?: unknown): Promise<unknown> {
    const error = Object.assign(new Error("gone"), { code: "ENOENT" });
    error.stack = "Error: gone";
    return new Promise((_resolve, reject) => setImmediate(reject, error));
  }

  test.each([
    ["plain", wrap(fail, { name: "read", async: true })],
    ["checked", checked(fail, spec)],
    [
      "cancellable, without a signal",
      wrap(fail, { name: "read", async: true, cancel: { at: 1, arity: 2 } }, {}),
    ],
  ])("errors of jobs get the frames of those who await: %s", async (_name, read) => {
    await expect(framesOf(read)).resolves.toEqual(["theCaller", "itsCaller"]);
  });

  test("with a signal too", async () => {
    const read = wrap(fail, { name: "read", async: true, cancel: { at: 1, arity: 2 } }, {});
    const { signal } = new AbortController();
    await expect(framesOf((path) => read(path, { signal }))).resolves.toEqual([
      "theCaller",
      "itsCaller",
    ]);
  });

  test.each([[undefined], [{ at: 1, arity: 2 }]])(
    "an argument that is refused at once: the stack begins at the caller (cancel: %j)",
    async (cancel) => {
      const fn = (_path: unknown): Promise<unknown> => refuse();
      const parameters: CheckedParameter[] = [["path", "u32"]];
      const read = wrap(
        fn,
        { ...spec, parameters, ...(cancel === undefined ? {} : { cancel }) },
        {},
      );
      await expect(framesOf(read)).resolves.toEqual(["theCaller", "itsCaller"]);
    },
  );

  test("a stack that has frames stays", async () => {
    const error = new Error("mine");
    const stack = error.stack;
    const read = wrap((): Promise<unknown> => Promise.reject(error), { name: "read", async: true });
    await expect(read()).rejects.toBe(error);
    expect(error.stack).toBe(stack);
  });
});

/** The first functions in the stack of what `read` rejects with. */
async function framesOf(read: (path: unknown) => Promise<unknown>): Promise<readonly string[]> {
  async function theCaller(): Promise<unknown> {
    return await read("/nope");
  }
  async function itsCaller(): Promise<unknown> {
    return await theCaller();
  }
  try {
    await itsCaller();
  } catch (error) {
    const frames = (error as Error).stack?.split("\n").slice(1) ?? [];
    return frames.slice(0, 2).map((frame) => /at (?:async )?(\w+)/u.exec(frame)?.[1] ?? frame);
  }
  return [];
}
