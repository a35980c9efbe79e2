import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { readLoaded } from "../src/read/loaded.js";
import { buildAddon } from "./loaded-addon.js";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ferrotype-loaded-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function build(fixture: string, name?: string, more?: readonly string[]): string {
  return buildAddon(folder, fixture, name, more);
}

describe("a shape", () => {
  let path = "";

  beforeAll(() => {
    path = build("shape");
  });

  test("is read without touching anything", async () => {
    const { view, diagnostics } = await readLoaded(path);
    expect(diagnostics).toEqual([]);
    const shape = view?.exports.map(({ namespace, name, kind, valueType }) =>
      [namespace ?? "-", name, kind, valueType].join(" "),
    );
    expect(shape).toEqual([
      "- Empty function function",
      "- Hidden enum object",
      "- LIMIT value number",
      "- Signal enum object",
      "- Tally class function",
      "- [marked] value number",
      "- bytes value object",
      "- find function function",
      "ns DEEP value number",
      "ns Inner enum object",
      "ns run function function",
    ]);
  });

  test("holds the members of classes and the values of enums", async () => {
    const { view } = await readLoaded(path);
    const find = (name: string) => view?.exports.find((each) => each.name === name);
    expect(find("Tally")?.members).toEqual([
      { name: "add", kind: "method" },
      { name: "size", kind: "getter" },
      { name: "limit", kind: "setter" },
      { name: "name", kind: "accessor" },
    ]);
    expect(find("Tally")?.statics).toEqual(["zero"]);
    expect(find("Signal")?.values).toEqual({ Term: "term", Kill: "kill" });
    expect(find("Inner")?.values).toEqual({ A: 0, B: -1 });
    expect(find("Hidden")?.values).toEqual({ Only: 1 });
  });

  test("comes with the stamp and the hash of the file", async () => {
    const { view } = await readLoaded(path);
    expect(view?.stamp).toEqual({
      package: "@x/y",
      version: "1.2.3",
      algorithm: 1,
      contract: "00ff",
    });
    expect(view?.binaryHash).toBe(createHash("sha256").update(readFileSync(path)).digest("hex"));
  });

  test("does not depend on the options of our own process", async () => {
    const before = process.env["NODE_OPTIONS"];
    process.env["NODE_OPTIONS"] = "--require=/nowhere.cjs";
    try {
      expect((await readLoaded(path)).view).not.toBeNull();
    } finally {
      if (before === undefined) delete process.env["NODE_OPTIONS"];
      else process.env["NODE_OPTIONS"] = before;
    }
  });
});

describe("an addon that is in the way", () => {
  test("is read without asking proxies and accessors, whatever globals it replaces", async () => {
    const { view, diagnostics } = await readLoaded(build("odd"));
    expect(diagnostics).toEqual([]);
    const shape = view?.exports.map(({ name, kind, valueType, statics }) =>
      [name, kind, valueType, ...statics].join(" "),
    );
    expect(shape).toEqual([
      "Outer class function Inner",
      "[Symbol.dispose] value number",
      "[Symbol.iterator] value number",
      "[own] value number",
      "big value bigint",
      "callable function function",
      "hidden value string",
      "infinite value number",
      "lazy value accessor",
      "nothing value object",
      "proxy value object",
    ]);
  });

  test("may flood every channel, ours among them", async () => {
    const { view, diagnostics } = await readLoaded(build("flood"));
    expect(diagnostics).toEqual([]);
    expect(view?.exports.map(({ name }) => name)).toEqual(["quiet"]);
  });

  test("may be a function", async () => {
    const { view } = await readLoaded(build("callable"));
    expect(view?.exports.map(({ name, valueType }) => [name, valueType])).toEqual([
      ["version", "number"],
    ]);
  });

  test.skipIf(process.platform === "win32")("may leave a process behind", async () => {
    const [alive, dead] = await Promise.race([
      Promise.all([readLoaded(build("background")), readLoaded(build("background-exit"))]),
      // The processes live for 20 seconds, and hold what the addons wrote to.
      setTimeout(15_000, null, { ref: false }).then(() => Promise.reject(new Error("waited"))),
    ]);
    expect(alive.view?.exports.map(({ name }) => name)).toEqual(["started"]);
    expect(dead.diagnostics.map(({ message }) => message)).toEqual([
      expect.stringContaining("exit code 4"),
    ]);
  });
});

describe("what goes wrong", () => {
  async function findingOf(path: string, timeoutMs = 20_000) {
    const { view, diagnostics } = await readLoaded(path, { timeoutMs });
    expect(view).toBeNull();
    expect(diagnostics).toHaveLength(1);
    const [finding] = diagnostics;
    return {
      code: finding?.code,
      message: finding?.message.replaceAll(folder, "…"),
      help: finding?.help,
    };
  }

  test.each([
    ["crash", /: SIG(SEGV|BUS|ABRT)$/u],
    ["abort", /: SIGABRT$/u],
    ["panic", /: SIGABRT; its last words: .*panicked at .*no lock$/u],
    ["exit", /: exit code 3$/u],
    // Node aborts where a script ends it within `dlopen`.
    ["exit-by-script", /: (exit code 0|SIGABRT)$/u],
  ])("%s is told as the end of the process", async (fixture, how) => {
    const { code, message } = await findingOf(build(fixture));
    expect(code).toBe("FT4006");
    expect(message).toContain(`\`…/${fixture}.node\` ends the process while it is loaded: `);
    expect(message).toMatch(how);
  });

  test("a hang is ended", async () => {
    const { code, message } = await findingOf(build("hang"), 700);
    expect([code, message]).toEqual(["FT4007", "`…/hang.node` was still loading after 700 ms"]);
  });

  test.each([
    ["missing-symbol", "nothing here defines `nobody_defines_this`", "link what defines it"],
    ["missing-data", "nothing here defines `nobody_defines_this_either`", "link what defines it"],
    ["newer-napi", "it needs `napi_of_the_future` of a newer Node-API", "run a newer Node"],
  ])("%s names the symbol and what it means", async (fixture, meaning, help) => {
    const found = await findingOf(build(fixture));
    expect(found.code).toBe("FT4008");
    expect(found.message).toContain(`\`…/${fixture}.node\` cannot be loaded: ${meaning}`);
    expect(found.help).toContain(help);
  });

  test.runIf(process.platform === "linux")("a missing library is named", async () => {
    const library = build("library", "libgone.so");
    const path = build("missing-library", "missing-library.node", ["-L", folder, "-l", "gone"]);
    rmSync(library);
    expect(await findingOf(path)).toMatchObject({
      code: "FT4008",
      message: expect.stringContaining("it needs the library libgone.so") as string,
      help: "install the library, or link it statically",
    });
  });

  test("a library that registers nothing is no addon of Node", async () => {
    expect(await findingOf(build("unregistered"))).toMatchObject({
      code: "FT4008",
      message: expect.stringContaining("registers no module with Node") as string,
    });
  });

  test("an error thrown at load is quoted", async () => {
    const { code, message } = await findingOf(build("throw"));
    expect([code, message]).toEqual([
      "FT4008",
      "`…/throw.node` throws while it is loaded: licence expired",
    ]);
  });

  test.each([
    ["many", "it has more than 200000 names"],
    ["proxy", "its exports are a Proxy"],
  ])("%s is refused, and not read without end", async (fixture, why) => {
    const { code, message } = await findingOf(build(fixture));
    expect(code).toBe("FT4008");
    expect(message).toContain(`\`…/${fixture}.node\` can be loaded, and not read: ${why}`);
  });

  test("a file that is cut short is told by the linker", async () => {
    const path = join(folder, "short.node");
    writeFileSync(path, readFileSync(build("throw")).subarray(0, 2000));
    expect(await findingOf(path)).toMatchObject({
      code: expect.stringMatching(/FT4008|FT4012/u) as string,
    });
  });
});
