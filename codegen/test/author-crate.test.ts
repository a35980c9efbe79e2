/** The author crate, seen from JavaScript: the tiny addon without generator and runtime. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { parseCpuinfo } from "../../packages/runtime/src/load/cpu/cpu-features.js";
import { decodeTable } from "./decode-rows.js";
import { buildTinyAddon, loadTinyAddon, type TinyAddon } from "./tiny-addon.js";

let addon: TinyAddon;
let addonPath: string;
const folder = mkdtempSync(join(tmpdir(), "ferrotype-author-"));

beforeAll(() => {
  // Panics are on purpose here; their traces are noise.
  process.env["RUST_BACKTRACE"] = "0";
  addonPath = buildTinyAddon(folder);
  addon = loadTinyAddon(addonPath);
}, 600_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What a call throws or rejects with, as plain data. */
async function failure(call: () => unknown): Promise<Record<string, unknown>> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof Error)) throw new Error("not an Error was thrown", { cause: error });
    return { ...error, class: error.constructor.name, message: error.message };
  }
  throw new Error("nothing was thrown");
}

function panicOf(message: string): Record<string, unknown> {
  return { class: "Error", code: "ERR_RUST_PANIC", message: `Rust panicked: ${message}` };
}

test("the stamp tells package, version and contract", () => {
  const { __ferrotype: stamp } = addon;
  expect(stamp).toMatchObject({ package: "@ferrotype/tiny", version: "0.1.0", algorithm: 1 });
  expect(stamp.contract).toMatch(/^[0-9a-f]{32}$/);
});

test("the stamp tells the Node-API version, which the author crate asks for, and the processor", () => {
  const { napi, cpuLevel } = addon.__ferrotype;
  expect(napi).toBe(8);
  // CPUID, and what Linux makes of it, by two readers.
  if (process.platform !== "linux") return;
  const told = parseCpuinfo(readFileSync("/proc/cpuinfo", "utf8")).level;
  expect(cpuLevel).toBe(process.arch === "x64" ? told : 0);
});

test("the same stamp stands in the file, readable without loading it", () => {
  const bytes = readFileSync(addonPath);
  const marker = Buffer.from("FERROTYPE-STAMP\0");
  const start = bytes.indexOf(marker) + marker.length;
  expect(start).toBeGreaterThan(marker.length);
  const text = bytes.toString("utf8", start + 4, start + 4 + bytes.readUInt32LE(start));
  const { package: name, version, algorithm, contract, napi } = addon.__ferrotype;
  expect(JSON.parse(text)).toMatchObject({ package: name, version, algorithm, contract, napi });
});

describe("a panic becomes an error", () => {
  test("in a function", async () => {
    expect(await failure(() => addon.divide(1, 0))).toEqual(panicOf("attempt to divide by zero"));
  });

  test("in a method whose attribute stands in cfg_attr", async () => {
    const ledger = addon.Ledger.opened("Ada", 7);
    expect(ledger.share(2)).toBe(3);
    expect(await failure(() => ledger.share(0))).toEqual(panicOf("attempt to divide by zero"));
    expect(ledger.post(-7).balance).toBe(0);
  });

  test("in a factory and in a setter", async () => {
    const panic = panicOf("a ledger has an owner");
    expect(await failure(() => addon.Ledger.opened("", 1))).toEqual(panic);
    const ledger = new addon.Ledger("Ada");
    expect(await failure(() => (ledger.owner = ""))).toEqual(panic);
    expect(ledger.owner).toBe("Ada");
  });

  test("in a job", async () => {
    expect(await failure(() => addon.pick([1], 5))).toEqual(
      panicOf("index out of bounds: the len is 1 but the index is 5"),
    );
    expect(await addon.pick([1, 8], 1)).toBe(8);
  });
});

describe("errors have code and fields", () => {
  const missing = join(folder, "missing");

  test("thrown by a function", async () => {
    expect(await failure(() => addon.repeat("abcde", 1_000))).toEqual({
      class: "RangeError",
      code: "ERR_TOO_LONG",
      message: "5000 characters are more than 1000",
      length: 5_000,
      limit: 1_000,
    });
    expect(await failure(() => addon.namesIn(missing))).toEqual(noEntry("scandir"));
    expect(await failure(() => addon.sizeOfFile(missing))).toEqual(noEntry("stat"));
  });

  test("thrown by a constructor", async () => {
    expect(await failure(() => new addon.Ledger(""))).toMatchObject({ code: "ERR_EMPTY" });
  });

  test("rejected by a job", async () => {
    expect(await failure(() => addon.readLines(missing))).toEqual(noEntry("open"));
    expect(await failure(() => addon.average([]))).toEqual({
      class: "Error",
      code: "ERR_EMPTY",
      message: "there is nothing to work on",
    });
  });

  function noEntry(syscall: string): Record<string, unknown> {
    const message = `ENOENT: no such file or directory, ${syscall} '${missing}'`;
    const errno = process.platform === "win32" ? -4058 : -2;
    return { class: "Error", code: "ENOENT", message, errno, syscall, path: missing };
  }
});

describe("a checked number refuses what does not fit", () => {
  const cases: readonly [unknown, string][] = [
    [-1, "-1"],
    [1.5, "1.5"],
    [Number.NaN, "NaN"],
    [2 ** 32, "4294967296"],
    [Number.POSITIVE_INFINITY, "Infinity"],
  ];

  test.each(cases)("%s", async (value, text) => {
    const refusal = {
      class: "RangeError",
      code: "ERR_OUT_OF_RANGE",
      message: `expected an integer from 0 to 4294967295, got ${text}`,
    };
    expect(await failure(() => addon.divide(value, 1))).toEqual(refusal);
    expect(await failure(() => addon.average([1, value]))).toMatchObject({ code: refusal.code });
    const options = { limit: value };
    expect(await failure(() => addon.readLines("x", options))).toMatchObject({
      code: refusal.code,
    });
  });

  test("and what is no number", async () => {
    expect(await failure(() => addon.divide("1", 1))).toEqual({
      class: "TypeError",
      code: "ERR_INVALID_ARG_TYPE",
      message: "expected an integer from 0 to 4294967295, got a string",
    });
    expect(await failure(() => new addon.Ledger("Ada").post(2 ** 53))).toMatchObject({
      code: "ERR_OUT_OF_RANGE",
    });
    expect(addon.divide(2 ** 32 - 1, 1)).toBe(2 ** 32 - 1);
  });
});

describe("a token", () => {
  test("stops the work itself", async () => {
    const started = addon.stepsTaken();
    const counted = addon.countSteps(30_000, 41);
    const other = addon.countSteps(200, 42);
    await sleep(30);
    addon.__ferrotype.abort(41);
    addon.__ferrotype.abort(4_711);
    expect(await counted).toBeGreaterThan(0);
    await other;
    const ended = addon.stepsTaken();
    expect(ended).toBeGreaterThan(started);
    await sleep(50);
    expect(addon.stepsTaken()).toBe(ended);
  }, 10_000);

  test("may be left out, and is a number", async () => {
    expect(await addon.countSteps(5, 0)).toBeGreaterThan(0);
    expect(await addon.countSteps(5)).toBeGreaterThan(0);
    const text = "x" as unknown as number;
    expect(await failure(() => addon.countSteps(5, text))).toMatchObject({
      code: "ERR_INVALID_ARG_TYPE",
    });
  });
});

describe("row sets are packed as docs/border.md says", () => {
  test("every kind of column", async () => {
    const path = join(folder, "lines.txt");
    writeFileSync(path, "one two\n\n#note\t\ttwo\nülk 😀\n");
    const [packed, summary] = await addon.readLines(path);
    expect(summary).toEqual({ sizeBytes: 30 });
    expect(packed.byteOffset % 8).toBe(0);
    const columns = decodeTable(viewOf(packed));
    expect(columns.map((column) => column.kind)).toEqual([5, 2, 1, 3, 4, 5, 5, 5, 7, 6]);
    expect(columns.map((column) => column.values)).toEqual([
      [path, path, path, path],
      [1, 2, 3, 4],
      [0, 8, 9, 20],
      [7, -7, 10, -1],
      [true, true, true, false],
      ["text", "blank", "hash-comment", "text"],
      ["one two", "", "#note\t\ttwo", "ülk 😀"],
      [undefined, undefined, "note\t\ttwo", undefined],
      [[], [], [5, 6], []],
      [
        [
          ["one", "two"],
          [0, 4],
        ],
        [[], []],
        [
          ["#note", "two"],
          [0, 7],
        ],
        [
          ["ülk", "😀"],
          [0, 5],
        ],
      ],
    ]);
    // The path repeats: a dictionary of one ASCII entry. The text does not, and is UTF-16.
    expect(columns[0]).toMatchObject({ flags: 2, dictionary: 1 });
    expect(columns[6]).toMatchObject({ flags: 1, dictionary: 0 });
  });

  test("no rows, and no more than asked for", async () => {
    const path = join(folder, "empty.txt");
    writeFileSync(path, "");
    const [packed] = await addon.readLines(path);
    expect(decodeTable(viewOf(packed)).every((column) => column.values.length === 0)).toBe(true);
    writeFileSync(path, "a\n".repeat(5_000));
    const [first] = await addon.readLines(path, { limit: 3 });
    expect(decodeTable(viewOf(first))[1]?.values).toEqual([1, 2, 3]);
  });

  test("many distinct strings make no dictionary", async () => {
    const path = join(folder, "distinct.txt");
    const lines = Array.from({ length: 3_000 }, (_, index) => `line ${String(index)}`);
    writeFileSync(path, lines.join("\n"));
    const text = decodeTable(viewOf((await addon.readLines(path))[0]))[6];
    expect(text).toMatchObject({ flags: 0, dictionary: 0 });
    expect(text?.values).toEqual(lines);
  });

  function viewOf(buffer: Buffer): DataView {
    return new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  }
});

describe("paths", () => {
  test("come as text and as URL", async () => {
    const path = join(folder, "with space é.txt");
    writeFileSync(path, "12345");
    expect(addon.sizeOfFile(path)).toBe(5);
    expect(addon.sizeOfFile(pathToFileURL(path))).toBe(5);
    const refused = (value: unknown) => failure(() => addon.sizeOfFile(value));
    expect(await refused(new URL("http://a/b"))).toMatchObject({ code: "ERR_INVALID_URL_SCHEME" });
    expect(await refused(`${path}\0`)).toMatchObject({ code: "ERR_INVALID_ARG_VALUE" });
    expect(await refused({})).toMatchObject({ class: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  });

  test.runIf(process.platform === "linux")("survive any bytes", () => {
    const names = join(folder, "names");
    mkdirSync(names);
    const raw = Buffer.concat([Buffer.from(`${names}/`), Buffer.from([0x61, 0xff, 0xc3, 0x28])]);
    writeFileSync(raw, "1234567");
    const [name = ""] = addon.namesIn(names);
    expect(name).toBe("a\udcff\udcc3(");
    expect(addon.sizeOfFile(`${names}/${name}`)).toBe(7);
    expect(readdirSync(names, { encoding: "buffer" })).toHaveLength(1);
  });

  test.runIf(process.platform !== "win32")("with a stray surrogate are refused", async () => {
    expect(await failure(() => addon.sizeOfFile("a\ud800"))).toMatchObject({
      code: "ERR_INVALID_ARG_VALUE",
    });
  });
});
