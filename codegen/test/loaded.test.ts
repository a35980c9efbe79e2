import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { readLoaded } from "../src/read/loaded.js";

const source = fileURLToPath(new URL("./fixtures/loaded/addon.rs", import.meta.url));
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ferrotype-loaded-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Compiles the fixture; symbols of the host are left open, as in every addon. */
function build(fixture: string): string {
  const path = join(folder, `${fixture}.node`);
  const open =
    process.platform === "darwin" ? ["-C", "link-arg=-Wl,-undefined,dynamic_lookup"] : [];
  const form = ["--edition", "2024", "--crate-type", "cdylib", "-A", "warnings"];
  const how = ["--cfg", `fixture="${fixture}"`, "-C", "debuginfo=0"];
  execFileSync("rustc", form.concat(how, open, "-o", path, source));
  return path;
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

  test("a crash names the signal", async () => {
    const { code, message } = await findingOf(build("crash"));
    expect(code).toBe("FT4006");
    expect(message).toMatch(
      /`…\/crash\.node` ends the process while it is loaded: SIG(SEGV|BUS|ABRT)/u,
    );
  });

  test("a panic is a crash that quotes it", async () => {
    const { code, message } = await findingOf(build("panic"));
    expect(code).toBe("FT4006");
    expect(message).toMatch(/SIGABRT; its last words: .*panicked at .*no lock$/u);
  });

  test("an exit names the code", async () => {
    const { code, message } = await findingOf(build("exit"));
    expect([code, message]).toEqual([
      "FT4006",
      "`…/exit.node` ends the process while it is loaded: exit code 3",
    ]);
  });

  test("a hang is ended", async () => {
    const { code, message } = await findingOf(build("hang"), 700);
    expect([code, message]).toEqual(["FT4007", "`…/hang.node` was still loading after 700 ms"]);
  });

  test("a missing symbol has the words of the linker", async () => {
    const { code, message, help } = await findingOf(build("missing-symbol"));
    expect(code).toBe("FT4008");
    expect(message).toContain("nobody_defines_this");
    expect(help).toContain("links against");
  });

  test("an error thrown at load is quoted", async () => {
    const { code, message } = await findingOf(build("throw"));
    expect([code, message]).toEqual(["FT4008", "`…/throw.node` cannot be loaded: licence expired"]);
  });

  test("a file that is no addon is refused", async () => {
    const path = join(folder, "text.node");
    writeFileSync(path, "not a binary ".repeat(100));
    expect(await findingOf(path)).toMatchObject({
      code: "FT4008",
      help: expect.stringContaining("another platform") as string,
    });
  });

  test("a file that is not there is no crash", async () => {
    const { code, help } = await findingOf(join(folder, "gone.node"));
    expect([code, help]).toEqual(["FT4008", "build the addon first"]);
  });
});
