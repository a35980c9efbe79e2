/** Wrong arguments: asynchronous functions reject, synchronous ones throw, both say which it was. */
import {
  executeCommand,
  fuzzyFind,
  glob,
  grep,
  hasMatch,
  listDirectory,
  NativeSession,
  Process,
  readFile,
  search,
  writeFile,
} from "@ferrotype/natives";
import { describe, expect, test } from "vitest";

import { failedCall, failureOf } from "./failure.js";

/** A value that the types would not let through. */
const wrong = (value: unknown): never => value as never;

const U32 = "an integer from 0 to 4294967295";
const U53 = `an integer from 0 to ${Number.MAX_SAFE_INTEGER}`;
const PATH = "a string or a file: URL";
const session = new NativeSession();

describe("numbers", () => {
  const asynchronous: Readonly<
    Record<string, readonly [(value: number) => Promise<unknown>, string]>
  > = {
    'listDirectory: argument "recursive.depth"': [(depth) => listDirectory("/", { depth }), U32],
    'listDirectory: argument "recursive.limit"': [(limit) => listDirectory("/", { limit }), U32],
    'writeFile: argument "options.mode"': [(mode) => writeFile("/nope/x", "", { mode }), U32],
    'executeCommand: argument "timeoutMs"': [(ms) => executeCommand("true", [], null, ms), U32],
    'executeCommand: argument "cwdOrOptions.timeoutMs"': [
      (timeoutMs) => executeCommand("true", [], { timeoutMs }),
      U32,
    ],
    'grep: argument "options.maxCount"': [
      (maxCount) => grep({ pattern: "", root: "/", maxCount }),
      U32,
    ],
    'glob: argument "options.deep"': [(deep) => glob("*", { deep }), U32],
    'fuzzyFind: argument "options.limit"': [(limit) => fuzzyFind("", { root: "/", limit }), U32],
  };
  const refused = [-1, 1.5, Number.NaN, 2 ** 32, Number.POSITIVE_INFINITY];

  test.each(Object.entries(asynchronous))("%s", async (subject, [call, expected]) => {
    for (const value of refused) {
      const error = await failedCall(() => call(value));
      expect(error).toMatchObject({
        class: "RangeError",
        code: "ERR_OUT_OF_RANGE",
        message: `${subject} must be ${expected}, but is ${value}`,
      });
    }
    const error = await failedCall(() => call(wrong("3")));
    expect(error).toMatchObject({ class: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
    expect(error.message).toBe(`${subject} must be ${expected}, but is "3"`);
  });

  test("of 53 bits", async () => {
    for (const offset of [-1, 1.5, Number.NaN, 2 ** 53]) {
      expect(await failedCall(() => readFile("/", { offset }))).toMatchObject({
        class: "RangeError",
        code: "ERR_OUT_OF_RANGE",
        message: `readFile: argument "options.offset" must be ${U53}, but is ${offset}`,
      });
    }
    expect((await failedCall(() => session.messages({ last: -1 }))).message).toBe(
      `NativeSession.messages: argument "range.last" must be ${U53}, but is -1`,
    );
  });

  test("of synchronous functions", () => {
    for (const value of refused) {
      expect(failureOf(() => Process.fromPid(value))).toMatchObject({
        class: "RangeError",
        code: "ERR_OUT_OF_RANGE",
        message: `Process.fromPid: argument "pid" must be ${U32}, but is ${value}`,
      });
      expect(failureOf(() => search("", { pattern: "a", maxCount: value })).message).toBe(
        `search: argument "options.maxCount" must be ${U32}, but is ${value}`,
      );
    }
  });
});

describe("types", () => {
  test.each<[string, () => Promise<unknown>]>([
    [
      `readFile: argument "path" must be ${PATH}, but is undefined`,
      () => readFile(wrong(undefined)),
    ],
    [`readFile: argument "path" must be ${PATH}, but is 1`, () => readFile(wrong(1))],
    [
      `listDirectory: argument "path" must be ${PATH}, but is null`,
      () => listDirectory(wrong(null)),
    ],
    [
      'writeFile: argument "data" must be a string or a Buffer or Uint8Array, but is 1',
      () => writeFile("/nope/x", wrong(1)),
    ],
    [
      'writeFile: argument "options.atomic" must be a boolean, but is "no"',
      () => writeFile("/nope/x", "", { atomic: wrong("no") }),
    ],
    [
      `executeCommand: argument "args[1]" must be ${PATH}, but is 2`,
      () => executeCommand("true", ["1", wrong(2)]),
    ],
    ['grep: argument "options" must be an object, but is undefined', () => grep(wrong(undefined))],
    ['grep: argument "options.pattern" must be a string, but is undefined', () => grep(wrong({}))],
    [
      'grep: argument "options.globs[0]" must be a string, but is null',
      () => grep({ pattern: "", root: "/", globs: [wrong(null)] }),
    ],
    [
      'NativeSession.addMessage: argument "content" must be a string, but is 1',
      () => session.addMessage(wrong(1)),
    ],
  ])("%s", async (message, call) => {
    expect(await failedCall(call)).toMatchObject({
      class: "TypeError",
      code: "ERR_INVALID_ARG_TYPE",
      message,
    });
  });

  test("of synchronous functions", () => {
    expect(failureOf(() => hasMatch(wrong(1), "a"))).toMatchObject({
      class: "TypeError",
      code: "ERR_INVALID_ARG_TYPE",
      message: 'hasMatch: argument "content" must be a string or a Buffer or Uint8Array, but is 1',
    });
    expect(failureOf(() => hasMatch("", wrong(/a/u))).message).toBe(
      'hasMatch: argument "pattern" must be a string, but is an instance of RegExp',
    );
  });
});

describe("values", () => {
  test("out of an enum", async () => {
    const killSignal = wrong("SIGFOO");
    const error = await failedCall(() => executeCommand("true", [], { killSignal }));
    expect(error).toMatchObject({ class: "TypeError", code: "ERR_INVALID_ARG_VALUE" });
    expect(error.message).toMatch(
      /^executeCommand: argument "cwdOrOptions\.killSignal" must be "SIGHUP", .* but is "SIGFOO"$/u,
    );
    expect((await failedCall(() => session.addMessage("", wrong("boss")))).message).toBe(
      'NativeSession.addMessage: argument "role" must be "system", "user", "assistant" or "tool", but is "boss"',
    );
  });

  test.each<[string, () => Promise<unknown>]>([
    ['readFile: argument "path"', () => readFile("a\0b")],
    ['writeFile: argument "path"', () => writeFile("a\0b", "")],
    ['executeCommand: argument "command"', () => executeCommand("a\0b")],
    ['executeCommand: argument "args[0]"', () => executeCommand("true", ["a\0b"])],
    ['executeCommand: argument "cwdOrOptions"', () => executeCommand("true", [], "a\0b")],
    ['grep: argument "options.root"', () => grep({ pattern: "", root: "a\0b" })],
  ])("%s with a NUL", async (subject, call) => {
    expect(await failedCall(call)).toMatchObject({
      class: "TypeError",
      code: "ERR_INVALID_ARG_VALUE",
      message: String.raw`${subject} must be a path without null bytes, but is "a\u0000b"`,
    });
  });

  test("a URL of another kind", async () => {
    const url = new URL("https://example.com/x");
    expect(await failedCall(() => readFile(url))).toMatchObject({
      class: "TypeError",
      code: "ERR_INVALID_URL_SCHEME",
    });
  });

  test("depth begins at 1", async () => {
    expect(await failedCall(() => listDirectory("/", { depth: 0 }))).toMatchObject({
      class: "TypeError",
      code: "ERR_INVALID_ARG_VALUE",
    });
  });
});

describe("values of a map", () => {
  test.each<[string, unknown, string]>([
    ['argument "cwdOrOptions.env.A" must be a string, but is 1', { A: 1 }, "A"],
    [
      'argument "cwdOrOptions.env["a b"]" must be a string, but is true',
      { A: null, "a b": true },
      "a b",
    ],
  ])("%s", async (message, env) => {
    expect(await failedCall(() => executeCommand("true", [], { env: wrong(env) }))).toMatchObject({
      class: "TypeError",
      code: "ERR_INVALID_ARG_TYPE",
      message: `executeCommand: ${message}`,
    });
  });

  test("of synchronous functions", () => {
    for (const value of [1, null]) {
      expect(
        failureOf(() => new NativeSession({ config: wrong({ b: "", a: value }) })),
      ).toMatchObject({
        class: "TypeError",
        code: "ERR_INVALID_ARG_TYPE",
        message: `new NativeSession: argument "options.config.a" must be a string, but is ${value}`,
      });
    }
  });

  test("a map that is none", async () => {
    const env = wrong("A=1");
    expect((await failedCall(() => executeCommand("true", [], { env }))).message).toBe(
      'executeCommand: argument "cwdOrOptions.env" must be an object, but is "A=1"',
    );
  });
});

describe("what is neither a path nor options", () => {
  const neither = [
    [],
    new Map(),
    new Date(0),
    /a/u,
    new Uint8Array(1),
    new Error("no"),
    Promise.resolve(),
    new URLSearchParams(),
    new AbortController().signal,
  ];

  test.each(neither.map((value) => [Object.prototype.toString.call(value), value] as const))(
    "%s",
    async (_tag, value) => {
      const error = await failedCall(() => executeCommand("pwd", [], wrong(value)));
      expect(error).toMatchObject({ class: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
      expect(error.message).toMatch(
        /^executeCommand: argument "cwdOrOptions" must be a string or a file: URL or a plain object, but is an /u,
      );
      expect((await failedCall(() => listDirectory("/", wrong(value)))).message).toMatch(
        /^listDirectory: argument "recursive" must be a boolean or a plain object, but is an /u,
      );
    },
  );

  test("a URL of another kind", async () => {
    for (const url of [new URL("http://x"), { href: "http://x" }]) {
      expect(await failedCall(() => executeCommand("pwd", [], wrong(url)))).toMatchObject({
        class: "TypeError",
        code: "ERR_INVALID_ARG_VALUE",
        message: expect.stringContaining(
          'executeCommand: argument "cwdOrOptions" must be a string or a file: URL, but is an ',
        ) as string,
      });
    }
  });

  test("objects without a prototype and of the caller's classes are options", async () => {
    class Options {
      readonly cwd = "/";
    }
    const bare = Object.assign(Object.create(null) as object, { cwd: "/" });
    for (const options of [new Options(), bare]) {
      expect((await executeCommand("pwd", [], options)).stdout).toBe("/\n");
    }
  });
});

test("the native error is the cause", async () => {
  const error = await readFile(wrong(1)).then(
    () => null,
    (reason: unknown) => reason as Error,
  );
  expect(error?.cause).toMatchObject({ code: "ERR_INVALID_ARG_TYPE" });
});
