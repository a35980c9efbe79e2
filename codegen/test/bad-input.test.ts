/** Bad input and bad luck: each ends with a clear error and the right exit code, and leaves what was generated whole. */
import { spawnSync } from "node:child_process";
import {
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, describe, expect, test } from "vitest";

import type { EditWorkspace, Run } from "./edit-workspace.js";
import { ferrotype, lineOf, openFaultWorkspace, type RunOptions } from "./fault-workspace.js";

const out = "generated/edits";
const config = "ferrotype.config.ts";
const paint = "addon/src/paint.rs";
const search = "addon/src/search.rs";
const cargoToml = "addon/Cargo.toml";

let workspace: EditWorkspace;
let pristine: ReadonlyMap<string, string>;
let hanging: Promise<Run>;
const originals = new Map(
  [config, paint, search, cargoToml, "addon/src/lib.rs"].map((file) => [file, ""]),
);

/** Runs at load, before Node sees the addon. */
function atLoad(body: string): string {
  return `\n#[used]\n#[unsafe(link_section = ".init_array")]\nstatic AT_LOAD: extern "C" fn() = at_load;\nextern "C" fn at_load() {\n    ${body}\n}\n`;
}

async function run(args: readonly string[] = ["generate"], options: RunOptions = {}): Promise<Run> {
  return ferrotype(workspace, args, options);
}

/** A run that must fail with findings: exit code 1, no stack, nothing generated touched. */
async function fails(options: RunOptions = {}): Promise<Run> {
  const failed = await run(["generate"], options);
  expect(failed.status, failed.stderr + failed.stdout).toBe(1);
  expect(failed.stderr).not.toMatch(/^ {4}at /mu);
  expect(workspace.committed()).toEqual(pristine);
  expect(readdirSync(workspace.path(`${out}/native`))).toEqual(["addon.linux-x64-gnu.node"]);
  return failed;
}

beforeAll(async () => {
  workspace = await openFaultWorkspace("bad-input");
  for (const file of originals.keys()) originals.set(file, workspace.read(file));
  for (const round of ["first", "second"]) {
    const { status, stderr, stdout } = await run();
    expect(status, round + stderr + stdout).toBe(0);
  }
  pristine = workspace.committed();
  const hang = await openFaultWorkspace("hang");
  hang.edit(paint, (text) => text + atLoad("loop { std::thread::park() }"));
  hanging = ferrotype(hang, ["generate"]);
}, 600_000);

afterEach(() => {
  for (const [file, text] of originals) {
    if (workspace.read(file) !== text) workspace.write(file, text);
  }
});

describe("the config", () => {
  const addons = 'addons: [{ crate: "addon", out: "generated/edits" }]';
  const wrap = (options: string): string =>
    `import { defineConfig } from "ferrotype";\nexport default defineConfig({ ${options} });\n`;

  test.each([
    ["throws", 'throw new Error("no luck");\n', "FT6001", "no luck"],
    ["has no default export", "export const config = {};\n", "FT6001", "it has no default export"],
    ["imports what is not there", 'import "./missing.js";\n', "FT6001", "missing.js"],
    [
      "imports a package that is not there",
      'import "no-such-package";\nexport default {};\n',
      "FT6001",
      "no-such-package",
    ],
    ["is a function", "export default () => ({});\n", "FT6003", "the config is a function"],
    [
      "holds a number for a folder",
      wrap("addons: [{ crate: 5 as never }]"),
      "FT6003",
      "addons[0].crate is 5",
    ],
    [
      "leads out of the workspace",
      wrap('addons: [{ crate: "addon", out: "../elsewhere" }]'),
      "FT6003",
      "addons[0].out",
    ],
    [
      "puts the output into the crate",
      wrap('addons: [{ crate: "addon", out: "addon" }]'),
      "FT6003",
      "addon is not generated",
    ],
    [
      "gives two outputs one folder",
      wrap(`${addons}, locks: "generated/edits/locks"`),
      "FT6003",
      "one in the other",
    ],
    [
      "names a crate that is not there",
      wrap('addons: [{ crate: "nowhere" }]'),
      "FT6003",
      "nowhere holds no Cargo.toml",
    ],
    [
      "names a folder without Cargo.toml",
      wrap('addons: [{ crate: "addon/src" }]'),
      "FT6003",
      "addon/src holds no Cargo.toml",
    ],
    [
      "misspells an option of an addon",
      wrap('addons: [{ crate: "addon", target: [] } as never]'),
      "FT6002",
      "write targets",
    ],
    [
      "misspells a target",
      wrap('addons: [{ crate: "addon", targets: ["linux-x64-gun"] }]'),
      "FT6004",
      'write "linux-x64-gnu"',
    ],
    [
      "accepts a finding that is not there",
      wrap(
        'addons: [{ crate: "addon", out: "generated/edits", targets: ["linux-x64-gnu", "win32-x64-msvc"], allow: [{ code: "FT2002", at: "nobody", because: "old" }] }]',
      ),
      "FT6005",
      "nobody",
    ],
  ])("%s", async (_, text, code, words) => {
    workspace.write(config, text);
    const { stdout } = await fails();
    expect(stdout).toContain(`error[${code}]`);
    expect(stdout).toContain(words);
  });
});

test.each([
  [["--config", "nowhere.ts", "generate"], "nowhere.ts is not there"],
  [["generat"], "did you mean generate"],
  [["generate", "--jsn"], "did you mean --json"],
  [["generate", "now"], "generate takes no now"],
  [[], "a verb is missing"],
])("wrong usage %j: exit code 2, one line", async (args, words) => {
  const { status, stdout, stderr } = await run(args);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(words);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
});

test("no config at all: exit code 2", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "ferrotype-nothing-"));
  expect(await run(["generate"], { cwd })).toMatchObject({ status: 2, stdout: "" });
  rmSync(cwd, { recursive: true });
});

describe("the Rust", () => {
  test("several files do not parse: each is told with its place", async () => {
    workspace.edit(paint, (text) => `${text}\nfn broken( {\n`);
    workspace.edit(search, (text) =>
      text.replace("pub fn find(", "pub fn find(").replace("unwrap_or(0)", "unwrap_or(0"),
    );
    const { stdout, stderr } = await fails();
    expect(stdout).toMatch(
      new RegExp(`FT1001[^]*--> ${paint}:${lineOf(workspace.read(paint), "fn broken( {")}:`, "u"),
    );
    expect(stdout).toMatch(new RegExp(`FT1001[^]*--> ${search}:\\d+:`, "u"));
    expect(stderr).not.toContain("build addon");
  });

  test("a module without its file: FT1009", async () => {
    workspace.edit("addon/src/lib.rs", (text) =>
      text.replace("mod paint;", "mod paint;\nmod nowhere;"),
    );
    expect((await fails()).stdout).toMatch(/error\[FT1009\][^]*--> addon\/src\/lib\.rs:3:/u);
  });

  test("a file that is no UTF-8", async () => {
    writeFileSync(workspace.path(paint), Buffer.from([0x2f, 0x2f, 0xff, 0xfe, 0x0a]));
    expect((await fails()).stdout).toMatch(/error\[FT1\d{3}\][^]*addon\/src\/paint\.rs/u);
  });

  test("a Cargo.toml that does not parse", async () => {
    workspace.edit(cargoToml, (text) => text.replace("[package]", "[package"));
    expect((await fails()).stdout).toMatch(/error\[FT60\d\d\][^]*Cargo\.toml/u);
  });
});

describe("the tools", () => {
  /** A search path on which Node and some programs are. */
  async function withTools(
    names: readonly string[],
    use: (path: string) => Promise<void>,
  ): Promise<void> {
    const path = mkdtempSync(join(tmpdir(), "ferrotype-path-"));
    symlinkSync(process.execPath, join(path, "node"));
    for (const name of names) {
      const found = spawnSync("sh", ["-c", `command -v ${name}`], {
        encoding: "utf8",
      }).stdout.trim();
      symlinkSync(realpathSync(dirname(found)) + `/${name}`, join(path, name));
    }
    await use(path).finally(() => rmSync(path, { recursive: true }));
  }

  test("cargo without rustc: FT6006", async () => {
    workspace.edit(paint, (text) => text.replace("map_or(1,", "map_or(6,"));
    await withTools(["cargo"], async (PATH) => {
      expect((await fails({ env: { PATH } })).stdout).toContain(
        "error[FT6006]: rustc is not on the search path",
      );
    });
  });

  test.each([
    ["is not there", "/nowhere/ferrotype-extract", "FT6006"],
    ["prints nothing", "/bin/true", "FT6008"],
    ["fails", "/bin/false", "FT6008"],
    ["is no program", fileURLToPath(import.meta.url), "FT6008"],
  ])("an extractor that %s: %s → %s", async (_, FERROTYPE_EXTRACT, code) => {
    expect((await fails({ env: { FERROTYPE_EXTRACT } })).stdout).toContain(`error[${code}]`);
  });
});

describe("what the tool itself left behind", () => {
  test.each(["null", "{}", '{"form":1,"profile":"quick"}', "\0\0\0"])(
    "a spoilt record of the build, the last run, the config and the compiler, %j: made again",
    async (text) => {
      for (const file of ["addon/build.json", "cache.json", "config.json", "compiler.code"]) {
        workspace.write(`target/ferrotype/${file}`, text);
      }
      const mended = await run();
      expect(mended, mended.stderr).toMatchObject({ status: 0, stdout: "" });
      expect(workspace.committed()).toEqual(pristine);
    },
  );

  test.each(["null", "[]", '{ "scripts": { "a": 5 } }'])(
    "an odd package.json: %s",
    async (text) => {
      const before = workspace.read("package.json");
      workspace.write("package.json", text);
      workspace.edit(config, (old) => `${old}// ${text}\n`);
      const odd = await run();
      workspace.write("package.json", before);
      expect(odd, odd.stderr).toMatchObject({ status: 0, stdout: "" });
    },
  );
});

describe("an addon that does not load", () => {
  test("it ends the process: FT4006 with the exit code", async () => {
    workspace.edit(
      paint,
      (text) =>
        text + atLoad('unsafe extern "C" { fn _exit(code: i32) -> !; }\n    unsafe { _exit(3) }'),
    );
    const { stdout } = await fails();
    expect(stdout).toContain("error[FT4006]");
    expect(stdout).toContain("exit code 3");
  }, 120_000);

  test("it never comes back: FT4007", async () => {
    const { status, stdout, stderr } = await hanging;
    expect(status, stderr).toBe(1);
    expect(stdout).toContain("error[FT4007]");
    expect(stdout).toContain("was still loading after 30000 ms");
  }, 120_000);
});
